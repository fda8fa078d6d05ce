import { type DemoSummary, readSummary } from "../../src/demo/demo_summary.ts";
import { type DemoOptions, fillDemo } from "../../src/demo/fill_demo.ts";
import { storeAnalyses } from "../../src/restaurant/feedback/store_analyses.ts";
import { updateRollups } from "../../src/restaurant/sales/rebuild_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { systemClock } from "../../src/values/clock.ts";
import { type Engine, type Place, SQLITE } from "./engines.ts";
import { type Home, openHome } from "./home.ts";
import { type Fill, filledFile, openFilled } from "./sqlite_image.ts";

/** A Monday evening: half past eight in New York, half past five in Los Angeles. */
export const DEMO_NOW = Temporal.Instant.from("2026-11-24T01:30:00Z");

/** The demo restaurant, and what it says of itself. */
export interface OpenDemo extends AsyncDisposable {
  readonly database: Database;
  readonly summary: DemoSummary;
}

/** Opens a demo restaurant at `DEMO_NOW`, as it was filled once in the run. */
export async function openDemo({ months = 18 } = {}): Promise<OpenDemo> {
  const database = await openFilled(`demo-of-${months}-months`, filling(months));
  return opened(database, await readSummary(database.reader));
}

/** A place of its own with a demo restaurant at `DEMO_NOW`. */
export function demoPlace({ months = 1 } = {}, engine: Engine = SQLITE): Promise<Place> {
  return engine.filledPlace(`demo-of-${months}-months`, filling(months));
}

function filling(months: number): Fill {
  return (database) => fillDemo(database, { now: DEMO_NOW, months });
}

/** Fills a demo restaurant anew, at `DEMO_NOW` by default. */
export async function newDemo(
  options: Partial<DemoOptions> = {},
  engine: Engine = SQLITE,
): Promise<OpenDemo> {
  const database = await engine.fresh();
  return opened(database, await fillDemo(database, { now: DEMO_NOW, ...options }));
}

/** A home whose database is a demo restaurant of this moment, for the program to serve. */
export async function openDemoHome(): Promise<Home> {
  return await demoHome("demo-of-now", { now: systemClock() });
}

/** A home whose database is a young demo restaurant at `DEMO_NOW`. */
export async function openYoungDemoHome(): Promise<Home> {
  // Enough for usual days, a forecast and a period; a year and a half takes longer.
  return await demoHome("young-demo", { now: DEMO_NOW, months: 3 });
}

async function demoHome(name: string, options: DemoOptions): Promise<Home> {
  const home = await openHome();
  const filled = await filledFile(name, (database) => fillForProgram(database, options));
  await Deno.copyFile(filled, home.database);
  return home;
}

/** With its sales counted and its feedback read, which a program that starts would do first. */
async function fillForProgram(database: Database, options: DemoOptions): Promise<void> {
  const { now } = options;
  await updateRollups(database);
  await fillDemo(database, options);
  while (await storeAnalyses(database, now.toString()) > 0);
}

function opened(database: Database, summary: DemoSummary): OpenDemo {
  return { database, summary, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}
