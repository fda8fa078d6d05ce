import type { Engine } from "../../src/storage/engine.ts";
import { type TableName, TABLES } from "../../src/storage/schema/schema.ts";

/** The columns of a table's primary key: PostgreSQL's contains the location if the table has one. */
export function keyOn(engine: Engine, table: TableName): string[] {
  const { key, scope } = TABLES[table];
  const isOfLocation = scope === "own" || scope === "own or house";
  const further = engine === "postgres" && isOfLocation ? ["location_id"] : [];
  return [...new Set([...key, ...further])];
}
