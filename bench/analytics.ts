/*
 * Analytics of a year on few and on many orders, taken live with their stock, refunds and feedback:
 * how much of an answer grows with what was sold.
 * BENCH_ORDERS names other counts: BENCH_ORDERS=10000,1000000 deno task bench analytics
 */
import { analyse } from "../src/restaurant/analytics/answer/analyse.ts";
import { SECTIONS } from "../src/restaurant/analytics/section.ts";
import { readLocations } from "../src/restaurant/locations/location.ts";
import { fileAddress } from "../src/storage/address/database_address.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { cpuOf, figure, median } from "./measure.ts";
import { fillFloor } from "../tests/support/floor.ts";
import { BEEF, BUNS, LETTUCE, move } from "../tests/support/pantry.ts";
import { addPast, KINDS } from "../tests/support/past.ts";

const ROUNDS = 5;
const DAYS = 364;
/** Orders of a year in which each kind is sold once a day. */
const ORDERS_OF_ONE = 2 * DAYS * KINDS;

/** Milliseconds of CPU by section for each count of orders, and their ratio. */
export async function benchAnalytics(): Promise<string[]> {
  const counts = (Deno.env.get("BENCH_ORDERS") ?? "10000,100000").split(",").map(Number);
  const folder = await Deno.makeTempDir();
  try {
    const measured: Record<string, number>[] = [];
    for (const count of counts) measured.push(await measure(folder, count));
    const [few, many] = [measured[0] ?? {}, measured.at(-1) ?? {}];
    return [
      `analytics of a year on ${
        counts.map((count) => figure(count)).join(" and ")
      } orders, ms of CPU:`,
      ...Object.keys(few).map((section) =>
        `${section}: ${measured.map((one) => figure(one[section] ?? 0)).join(", ")}; ratio ${
          figure((many[section] ?? 0) / (few[section] ?? 1))
        }`
      ),
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function measure(folder: string, orders: number): Promise<Record<string, number>> {
  await using database = await openSqlite(fileAddress(`${folder}/${orders}.db`));
  await fillFloor(database);
  for (const location_id of ["downtown", "harbour"]) {
    for (const { id } of [BEEF, BUNS, LETTUCE]) {
      await move(database, id, 1_000_000_000, { location_id });
    }
  }
  const times = Math.round(orders / ORDERS_OF_ONE);
  await addPast(database, { mark: "B", until: "2026-12-31", days: DAYS, times });
  const locations = await readLocations(database.reader);
  const { signal } = new AbortController();
  const milliseconds: Record<string, number> = {};
  for (const sections of [[], ...SECTIONS.map((section) => [section])]) {
    const question = {
      period: { date: "2026-01-01", end_date: "2026-12-30" },
      locations,
      sections,
      showsNames: false,
      as_of: "2026-12-31T12:00:00Z",
    };
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await cpuOf(() => analyse(database.reader, question, signal)));
    }
    milliseconds[sections[0] ?? "short answer"] = median(times);
  }
  return milliseconds;
}
