import type { Kysely } from "kysely";
import { scopeOf } from "../../src/storage/scope/table_scope.ts";
import type { Reader } from "../../src/storage/database.ts";
import { TABLE_NAMES } from "../../src/storage/schema/schema.ts";
import { plain } from "./rows.ts";

type Row = Record<string, unknown>;

/**
 * Everything stored that a caller limited to one location must not touch, as texts: rows of other
 * locations, shared rows, and hidden ones. Left out are the caller's own, rows without a location,
 * and rows without an owner.
 */
export async function foreignRows(reader: Reader, location: string): Promise<string[]> {
  const db = reader as unknown as Kysely<Record<string, Row>>;
  const isOwn = (table: string, row: Row): boolean => {
    const scope = scopeOf(table);
    if (scope === "location") return row.id === location;
    return scope === "common" || row.location_id === location || row.location_id === null;
  };
  const found: string[] = [];
  for (const table of TABLE_NAMES) {
    const rows = plain(await db.selectFrom(table).selectAll().execute());
    const foreign = rows.filter((row) => !isOwn(table, row));
    found.push(...foreign.map((row) => `${table} ${JSON.stringify(row)}`));
  }
  return found.sort();
}
