import { dayNumber, WEEKDAY_NAMES, weekdayOf } from "../../../values/day_number.ts";
import type { Minor } from "../../../values/money.ts";
import type { Reader } from "../../../storage/database.ts";
import { readMenuItems } from "../../menu/menu_items.ts";
import { daypartOf } from "../../sales/daypart.ts";
import { netSales, UNKNOWN_CHANNEL } from "../../sales/figures.ts";
import { type Period, periodText } from "../../../values/period.ts";
import { percentChangeText } from "../../../values/percent_text.ts";
import { type Drivers, driversOf, type SalesParts, type Sold } from "../drivers.ts";
import { type Mover, moversOf } from "../movers.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import { readReturnedUnits } from "../returned_units.ts";
import {
  changePercent,
  changeText,
  type Finding,
  firstRows,
  major,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";
import { readTotals } from "./summary.ts";

/** Movers that are listed for each way of looking. */
const LISTED = 3;

/** Each part of the change in words. */
const PART_NAMES: Readonly<Record<keyof Drivers, string>> = {
  open_days: "the number of open days",
  orders_per_open_day: "orders per open day",
  items_per_order: "items per order",
  price: "prices",
  mix: "what guests chose (mix)",
  discounts: "discounts",
  refunds: "refunds",
  service_charges: "service charges",
};

/** The ways of asking who moved it; each reads rollups and names their keys. */
const GROUPS = [
  { by: "daypart", dimension: "hour", name: (key: string) => daypartOf(Number(key)) },
  { by: "weekday", dimension: "day", name: weekdayName },
  { by: "order_type", dimension: "order_type", name: (key: string) => key.replace("_", " ") },
  { by: "channel", dimension: "channel", name: channelName },
  { by: "category", dimension: "category", name: (key: string) => key || "Service charges" },
  { by: "item", dimension: "item", name: (key: string) => key },
  { by: "location", dimension: "day", name: (key: string) => key },
] as const;

/** Why net sales changed against the same weekdays before, and who moved it. */
export async function readDrivers(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const { previous } = scope;
  if (previous === null) {
    return sectionOf("drivers", {
      notes: ["There is not enough data before the period to compare with."],
    });
  }
  const [before, now] = [await readParts(input, previous), await readParts(input, scope.period)];
  const drivers = driversOf(before, now);
  if (drivers === null) {
    return sectionOf("drivers", { notes: ["One of the two periods has no sales."] });
  }
  const change = Object.values(drivers).reduce((sum: number, part: number) => sum + part, 0);
  const tables: Table[] = [];
  const findings: Finding[] = [driverFinding(drivers, change, scope)];
  for (const group of GROUPS) {
    if (group.by === "location" && scope.ids.length < 2) continue;
    const movers = await readMovers(input, group, previous);
    if (movers.length < 2) continue;
    tables.push(moverTable(group.by, movers, scope));
    findings.push(...moverFinding(group.by, movers, scope));
  }
  return sectionOf("drivers", {
    findings,
    figures: {
      change: major(change, scope),
      ...Object.fromEntries(
        Object.entries(drivers).map(([name, part]) => [
          name,
          major(part, scope),
        ]),
      ),
    },
    tables,
    notes: [
      `Against ${periodText(previous)}. The parts add up to the change exactly; prices are those ` +
      "sold at, by item and variation; a new or dropped item counts as mix.",
      ...([...scope.gaps, ...scope.previous_gaps].some(({ figure }) => figure === "discounts")
        ? ["Discounts were not recorded in all of both periods: what they did is in the prices."]
        : []),
    ],
    see_more: ["get_sales_data with group_by and compare_to shows each group whole."],
  });
}

async function readParts(input: SectionInput, period: Period): Promise<SalesParts> {
  const { figures, open_days } = await readTotals(input, period);
  return {
    open_days,
    orders: figures.transactions,
    sold: await readSold(input, period),
    discounts: figures.discounts,
    refunds: figures.refunds,
    service_charges: figures.service_charges,
  };
}

/** By item and variation; what was sold of an item without one is the item's own rest. */
async function readSold(
  { reader, scope }: SectionInput,
  period: Period,
): Promise<Map<string, Sold>> {
  const query = { period, location_ids: scope.ids };
  const items = await readRollups(reader, { ...query, dimension: "item" }, ["key"]);
  const variations = await readRollups(reader, { ...query, dimension: "variation" }, ["key"]);
  const returned = await readReturnedUnits(reader, scope.ids, period);
  const sold = new Map(items.map(({ key, units, gross }) => [
    key,
    { units: units + (returned.get(key) ?? 0), gross },
  ]));
  for (const { key, units, gross } of variations) {
    const item = key.slice(0, key.indexOf(" "));
    const rest = sold.get(item) ?? { units: 0, gross: 0 };
    sold.set(key, { units, gross });
    sold.set(item, { units: rest.units - units, gross: rest.gross - gross });
  }
  return sold;
}

type Group = typeof GROUPS[number];

async function readMovers(
  input: SectionInput,
  group: Group,
  previous: Period,
): Promise<Mover[]> {
  const names = await namesOf(input, group.by);
  const read = async (period: Period) => {
    const query = { dimension: group.dimension, period, location_ids: input.scope.ids };
    const column = COLUMNS[group.by];
    const net = new Map<string, Minor>();
    for (const row of await readRollups(input.reader, query, [column])) {
      const key = row[column];
      const name = names.get(key) ?? group.name(key);
      net.set(name, (net.get(name) ?? 0) + netSales(row));
    }
    return net;
  };
  return moversOf(await read(previous), await read(input.scope.period));
}

const COLUMNS = {
  daypart: "key",
  weekday: "business_date",
  order_type: "key",
  channel: "key",
  category: "key",
  item: "key",
  location: "location_id",
} as const;

/** What people call the keys that are ids. */
async function namesOf(
  { reader, scope }: SectionInput,
  by: Group["by"],
): Promise<ReadonlyMap<string, string>> {
  if (by === "item") return await itemNames(reader);
  return new Map(by === "location" ? scope.locations.map(({ id, name }) => [id, name]) : []);
}

async function itemNames(reader: Reader): Promise<Map<string, string>> {
  const items = await readMenuItems(reader);
  return new Map([["", "Service charges"], ...items.map(({ id, name }) => [id, name] as const)]);
}

function channelName(key: string): string {
  return key === UNKNOWN_CHANNEL ? "not recorded" : key;
}

function weekdayName(date: string): string {
  return WEEKDAY_NAMES[weekdayOf(dayNumber(date))] ?? "";
}

function driverFinding(drivers: Drivers, change: Minor, scope: SectionInput["scope"]): Finding {
  const parts = Object.entries(drivers)
    .map(([name, part]) => ({ name: name as keyof Drivers, part }))
    .filter(({ part }) => part !== 0)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, 3);
  const isWhole = scope.like.previous?.isWhole ?? true;
  const words = parts.map(({ name, part }) => `${PART_NAMES[name]} ${changeText(part, scope)}`);
  return {
    text: words.length === 0
      ? "Net sales did not change against the same weekdays before."
      : `Net sales changed by ${changeText(change, scope)} against the same weekdays before` +
        `${isWhole ? "" : ", days without data counted as none"}: ${words.join(", ")}.`,
    weight: Math.abs(change),
    isNotable: true,
  };
}

function moverTable(by: string, movers: readonly Mover[], scope: SectionInput["scope"]): Table {
  return {
    title: `Change by ${by}`,
    columns: [by, "before", "now", "change", "change %"],
    ...firstRows(
      movers.map(({ group, previous, current, change }) => [
        group,
        major(previous, scope),
        major(current, scope),
        major(change, scope),
        changePercent(current, previous),
      ]),
      LISTED,
    ),
  };
}

/** A single group is worth a sentence; that all of one group moved is none. */
function moverFinding(
  by: string,
  movers: readonly Mover[],
  scope: SectionInput["scope"],
): Finding[] {
  const [first, ...others] = movers;
  if (first === undefined || others.length === 0 || first.change === 0) return [];
  const { group, change, current, previous } = first;
  return [{
    text: `By ${by.replace("_", " ")}, ${group} moved most: ${changeText(change, scope)} ` +
      `(${percentChangeText(changePercent(current, previous))}).`,
    weight: Math.abs(change),
    isNotable: by === "location" || by === "category" || by === "item",
  }];
}
