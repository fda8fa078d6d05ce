import { type DemoOptions, type DemoSummary, fillDemo } from "../../src/demo/fill_demo.ts";
import type { Database } from "../../src/storage/database.ts";
import { type Engine, SQLITE } from "./engines.ts";

/** A Monday evening: half past eight in New York, half past five in Los Angeles. */
export const DEMO_NOW = Temporal.Instant.from("2026-11-24T01:30:00Z");

/** The demo restaurant, and what it says of itself. */
export interface OpenDemo extends AsyncDisposable {
  readonly database: Database;
  readonly summary: DemoSummary;
}

/** Opens a demo restaurant, at `DEMO_NOW` by default. */
export async function openDemo(
  options: Partial<DemoOptions> = {},
  engine: Engine = SQLITE,
): Promise<OpenDemo> {
  const database = await engine.fresh();
  const summary = await fillDemo(database, { now: DEMO_NOW, ...options });
  return { database, summary, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}
