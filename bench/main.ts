/*
 * deno task bench: what costs what on this machine. Ratios are measured in one run, side by side,
 * and mean more than the absolute figures of a noisy machine.
 */
import { benchAudit } from "./audit.ts";
import { benchAnalytics } from "./analytics.ts";
import { benchBeside } from "./beside.ts";
import { benchCalls } from "./calls.ts";
import { benchForecast } from "./forecast.ts";
import { benchGrowth } from "./growth.ts";
import { benchImport } from "./import.ts";
import { benchEngines } from "./engine_rates.ts";
import { benchMemory } from "./memory.ts";
import { benchOrders } from "./orders.ts";
import { benchPage } from "./page.ts";
import { benchReports } from "./reports.ts";
import { benchStartup } from "./startup.ts";

const BENCHES: Readonly<Record<string, () => Promise<string[]>>> = {
  import: benchImport,
  startup: benchStartup,
  calls: benchCalls,
  beside: benchBeside,
  memory: benchMemory,
  audit: benchAudit,
  orders: benchOrders,
  growth: benchGrowth,
  analytics: benchAnalytics,
  forecast: benchForecast,
  page: benchPage,
  reports: benchReports,
  engines: benchEngines,
};

const wanted = Deno.args.length > 0 ? Deno.args : Object.keys(BENCHES);
for (const name of wanted) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    print(`There is no bench '${name}'; choose from ${Object.keys(BENCHES).join(", ")}.`);
    Deno.exit(2);
  }
  for (const line of await bench()) print(line);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
