import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Engine } from "./engines.ts";
import { openKitchen } from "./pantry.ts";
import { pseudoRandom } from "./pseudo_random.ts";
import {
  BURGER,
  COLA,
  DOWNTOWN,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  refund,
  refundLine,
  SALAD,
  WRITTEN_AT,
} from "./sales.ts";

/** One line that was sold, as a plain row from which a test computes its answers by itself. */
export interface SoldRow {
  readonly order: string;
  readonly place: string;
  readonly date: string;
  readonly hour: number;
  readonly server: string;
  readonly channel: string;
  readonly order_type: "dine_in" | "takeout";
  readonly item: string;
  readonly category: string;
  readonly units: number;
  /** In cents. */
  readonly gross: number;
  readonly discount: number;
  readonly isVoided: boolean;
  readonly reason: string;
}

/** Money that went back on a date, in cents. */
export interface ReturnedRow {
  readonly place: string;
  readonly date: string;
  readonly hour: number;
  readonly server: string;
  readonly item: string;
  readonly reason: string;
  readonly amount: number;
}

/** A shift, in minutes and cents. */
export interface ShiftRow {
  readonly employee: string;
  readonly date: string;
  readonly minutes: number;
  readonly pay: number;
}

/** Two weeks of two places: rows, and a database that was filled with them. */
export interface KnownWeeks {
  readonly database: Database;
  readonly sold: readonly SoldRow[];
  readonly returned: readonly ReturnedRow[];
  readonly shifts: readonly ShiftRow[];
}

type Item = typeof BURGER & { readonly price: number };

const ITEMS: readonly [Item, ...Item[]] = [
  { ...BURGER, price: 5_00 },
  { ...SALAD, price: 4_00 },
  { ...COLA, price: 2_00 },
];
const HOURS = [12, 13, 18, 19, 20] as const;
const SERVERS = ["Ann", "Bob", "Cyd"] as const;
const CHANNELS = ["counter", "Uber Eats"] as const;
const REASONS = ["Dropped", "Wrong order"] as const;
/** A day of the second week, counted from the first of all, on which the harbour is closed. */
const HARBOUR_CLOSED = 8;
const FIRST = Temporal.PlainDate.from("2026-12-07");

/**
 * Sells from 7 to 20 December: downtown more in the second week and dearer burgers, the harbour much
 * less; with discounts, comps, voids, refunds and shifts.
 */
export async function openKnownWeeks(engine: Engine): Promise<KnownWeeks> {
  const database = await openKitchen(engine);
  const random = pseudoRandom(7);
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const sold: SoldRow[] = [];
  for (const { id: place } of [DOWNTOWN, HARBOUR]) {
    for (let day = 0; day < 14; day++) {
      const week = day < 7 ? 1 : 2;
      if (place === HARBOUR.id && day === HARBOUR_CLOSED) continue;
      const usual = place === "downtown" ? [8, 10] : [9, 4];
      const orders = (usual[week - 1] ?? 0) + (day % 7 >= 4 ? 3 : 0);
      for (let nth = 0; nth < orders; nth++) {
        const common = {
          order: `${place.slice(0, 1).toUpperCase()}${week}${String(day).padStart(2, "0")}` +
            String(nth).padStart(4, "0"),
          place,
          date: FIRST.add({ days: day }).toString(),
          hour: pick(HOURS),
          server: pick(SERVERS),
          channel: pick(CHANNELS),
          order_type: pick(["dine_in", "takeout"] as const),
        };
        for (let of = 0; of < 1 + Math.floor(random() * 3); of++) {
          const item = pick(ITEMS);
          const units = 1 + Math.floor(random() * 2);
          const price = item.price + (week === 2 && item.name === BURGER.name ? 50 : 0);
          const isVoided = random() < 0.06;
          const gross = units * price;
          const discount = random() < 0.04 ? gross : random() < 0.15 ? 50 : 0;
          sold.push({
            ...common,
            item: item.name,
            category: item.category,
            units,
            gross,
            discount: isVoided ? 0 : discount,
            isVoided,
            reason: isVoided ? pick(REASONS) : "",
          });
        }
      }
    }
  }
  const returned: ReturnedRow[] = [
    { place: "downtown", date: "2026-12-16", hour: 19, server: "Ann", item: BURGER.name },
    { place: "harbour", date: "2026-12-17", hour: 12, server: "Bob", item: SALAD.name },
    { place: "harbour", date: "2026-12-10", hour: 12, server: "Bob", item: SALAD.name },
  ].map((row, at) => ({ ...row, reason: at === 1 ? "Late" : "Cold", amount: 4_00 + at * 50 }));
  const shifts = Array.from({ length: 14 }, (_, day): ShiftRow => ({
    employee: SERVERS[day % 3] ?? "Ann",
    date: FIRST.add({ days: day }).toString(),
    minutes: 300 + 30 * (day % 4),
    pay: 60_00 + 5_00 * (day % 4),
  }));
  await fill(database, { sold, returned, shifts });
  return { database, sold, returned, shifts };
}

async function fill(
  database: Database,
  { sold, returned, shifts }: Omit<KnownWeeks, "database">,
): Promise<void> {
  const idOf = (name: string) =>
    ITEMS.find((item) => item.name === name)?.menu_item_id ?? BURGER.menu_item_id;
  const orders = [...Map.groupBy(sold, (row) => row.order)].flatMap(([id, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { place, date, hour, server, channel, order_type } = first;
    const calendar = place === "downtown" ? DOWNTOWN : HARBOUR;
    const discount = rows.reduce((sum, row) => sum + row.discount, 0);
    return order({
      ...{ id, number: id, location_id: place, server, channel, order_type },
      opened: moment(`${date}T${hour}:15`, calendar),
      discounts: discount === 0 ? [] : [{ name: "Happy hour", amount: discount }],
      lines: rows.map((row) =>
        line({
          menu_item_id: idOf(row.item),
          name: row.item,
          category: row.category,
          quantity: row.units * 1000,
          gross: row.gross,
          discount: row.discount,
          voided: row.isVoided,
          ...(row.reason !== "" && { reason: row.reason }),
        })
      ),
    });
  });
  const refunds = returned.map(({ place, date, hour, server, item, reason, amount }, at) => {
    const category = ITEMS.find(({ name }) => name === item)?.category ?? "";
    return refund({
      ...{ id: `REFUND0${at}`, location_id: place, server, reason },
      refunded: moment(`${date}T${hour}:45`, place === "downtown" ? DOWNTOWN : HARBOUR),
      lines: [refundLine({ menu_item_id: idOf(item), name: item, category, amount })],
    });
  });
  // A history from long before, so that the week before the first has data.
  const early = [DOWNTOWN, HARBOUR].map((place, at) =>
    order({
      id: `EARLY00${at}`,
      location_id: place.id,
      opened: moment("2026-11-02T12:00", place),
    })
  );
  await database.write(async (writer) => {
    await writeSales(writer, newSales([...early, ...orders], refunds), WRITTEN_AT);
    await insertMany(
      writer,
      "time_entries",
      shifts.map(({ employee, date, minutes, pay }, at) => ({
        id: `SHIFT0${String(at).padStart(2, "0")}`,
        location_id: "downtown",
        source_key: String(at),
        employee,
        job: "Server",
        business_date: date,
        started_at: `${date}T17:00:00Z`,
        ended_at: Temporal.Instant.from(`${date}T17:00:00Z`).add({ minutes }).toString(),
        regular_minutes: minutes,
        overtime_minutes: 0,
        regular_pay: pay,
        overtime_pay: 0,
        import_id: null,
      })),
    );
  });
}
