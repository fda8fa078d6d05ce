/* A plain handler with the same query and the same answer as get_sales_data, and no protocol. */
import { fillDemo } from "../src/demo/fill_demo.ts";
import { chooseLocations } from "../src/restaurant/locations/location.ts";
import { period } from "../src/restaurant/sales/period.ts";
import { readSalesReport } from "../src/restaurant/sales/sales_report.ts";
import { toSalesAnswer } from "../src/restaurant/sales/to_sales_answer.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../src/storage/address/database_address.ts";
import { nowText, systemClock } from "../src/values/clock.ts";

const { date, end_date, group_by } = JSON.parse(Deno.args[0] ?? "{}");
const database = await openSqlite(IN_MEMORY);
await fillDemo(database, { now: systemClock() });

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async () => {
  const question = {
    period: period(date, end_date),
    locations: await chooseLocations(database.reader),
    group_by,
    as_of: nowText(systemClock),
  };
  const report = await readSalesReport(database.reader, question);
  return Response.json(toSalesAnswer(report, question, undefined));
});
const address = `http://127.0.0.1:${server.addr.port}/`;
Deno.stdout.writeSync(new TextEncoder().encode(`${address}\n`));
