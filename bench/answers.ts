/*
 * deno run --lock=tests/deno.lock -A bench/answers.ts > before.txt: five hundred answers of the demo
 * restaurant, one a line, at a moment that stands still. Run before and after a change that is to
 * alter no answer, the two files are the same.
 */
import { fillDemo } from "../src/demo/fill_demo.ts";
import { LOCAL, type Principal } from "../src/security/principal.ts";
import { IN_MEMORY } from "../src/storage/address/database_address.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { GROUPINGS } from "../src/restaurant/sales/groupings.ts";
import { COMPARISONS } from "../src/values/period.ts";
import { callTool, noon, testRegistry } from "../tests/support/calls.ts";

type Question = readonly [tool: string, args: Readonly<Record<string, unknown>>];

const ANSWERS = 500;
const WORDS = ["today", "yesterday", "last_7_days", "last_week", "this_month", "last_month"];

await using database = await openSqlite(IN_MEMORY);
await fillDemo(database, { now: noon() });
const registry = testRegistry(database);
const [first] = await database.reader.selectFrom("locations").select("id").orderBy("id").execute();
const limited: Principal = { ...LOCAL, id: "token:LIMITED0", locations: [first?.id ?? ""] };

let written = 0;
for (const [tool, args] of questions()) {
  for (const principal of [LOCAL, limited]) {
    const { isError, text, structured } = await callTool(registry, tool, args, principal);
    print(JSON.stringify({ tool, args, caller: principal.id, isError, text, structured }));
    if (++written === ANSWERS) Deno.exit(0);
  }
}
throw new Error(`There are only ${written} answers`);

function* questions(): Generator<Question> {
  for (const filter of ["all", "low", "out", "below_par"]) yield ["get_inventory", { filter }];
  yield ["get_menu", {}];
  yield ["get_live_orders", {}];
  yield ["forecast_demand", { horizon_days: 7 }];
  for (let day = 1; day <= 28; day++) {
    const date = `2026-03-${String(day).padStart(2, "0")}`;
    yield ["get_sales_data", { date }];
    yield ["get_sales_data", { date: "2025-10-01", end_date: date, group_by: "month" }];
  }
  for (const date of WORDS) {
    yield ["get_sales_data", { date }];
    for (const group_by of GROUPINGS) {
      for (const compare_to of [undefined, ...COMPARISONS]) {
        yield ["get_sales_data", {
          date,
          group_by,
          ...(compare_to !== undefined && { compare_to }),
        }];
      }
    }
    yield ["search_orders", { date }];
    yield ["get_analytics", { date_range: date }];
    yield ["search_feedback", { date_range: date }];
  }
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
