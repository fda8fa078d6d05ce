/*
 * Analytics of a year on few and on many orders: how much of an answer grows with what was sold.
 * BENCH_ORDERS names other counts: BENCH_ORDERS=10000,1000000 deno task bench analytics
 */
import { analyse } from "../src/restaurant/analytics/answer/analyse.ts";
import { SECTIONS } from "../src/restaurant/analytics/section.ts";
import { readLocations } from "../src/restaurant/locations/location.ts";
import { fileAddress } from "../src/storage/address/database_address.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { dateOfDay, dayNumber } from "../src/values/day_number.ts";
import { cpuOf, figure, median } from "./measure.ts";
import { program, run } from "../tests/support/server_process.ts";

const ROUNDS = 5;
const ITEMS = 40;
const DAYS = 365;
const FIRST = dayNumber("2025-01-01");

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
  const [csv, path] = [`${folder}/${orders}.csv`, `${folder}/${orders}.db`];
  await writeOrders(csv, orders);
  const imported = await run(program(
    ...["import", csv, "--location", "bench", "--timezone", "UTC"],
    ...["--currency", "USD", "--database", path],
  ));
  if (imported.code !== 0) throw new Error(imported.stderr);
  await using database = await openSqlite(fileAddress(path));
  const locations = await readLocations(database.reader);
  const { signal } = new AbortController();
  const milliseconds: Record<string, number> = {};
  for (const sections of [[], ...SECTIONS.map((section) => [section])]) {
    const question = {
      period: { date: "2025-01-01", end_date: "2025-12-31" },
      locations,
      sections,
      showsNames: false,
      as_of: "2026-01-02T12:00:00Z",
    };
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await cpuOf(() => analyse(database.reader, question, signal)));
    }
    milliseconds[sections[0] ?? "short answer"] = median(times);
  }
  return milliseconds;
}

/** Orders of two items, spread over the year, the days and the menu. */
async function writeOrders(path: string, orders: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const encoder = new TextEncoder();
  let text = "order_id,date,time,item,category,quantity,unit_price\n";
  for (let i = 0; i < orders; i++) {
    const date = dateOfDay(FIRST + Math.floor(i * DAYS / orders));
    const time = `${10 + i % 12}:${String(i % 60).padStart(2, "0")}`;
    for (const item of [i * 7 % ITEMS, i * 11 % ITEMS + 1]) {
      text += `${i},${date},${time},Item ${item},Category ${item % 5},1,${5 + item % 9}.50\n`;
    }
    if (text.length < 1_000_000 && i < orders - 1) continue;
    file.writeSync(encoder.encode(text));
    text = "";
  }
}
