import { sql } from "kysely";
import type { Reader } from "../database.ts";

/** What SQLite's own check says of one table. */
export interface CheckedTable {
  readonly table: string;
  /** Where it is damaged; empty if everything that is stored can be read. */
  readonly complaints: readonly string[];
}

/** SQLite says up to a hundred things of one damage. */
const MOST = 5;

/**
 * Checks all pages of a table and of its indexes. A file is checked table by table, because the
 * check of one cannot be divided.
 *
 * @param after The table that was checked before; empty at first.
 * @returns null if there is no further one.
 */
export async function checkNextTable(reader: Reader, after: string): Promise<CheckedTable | null> {
  const next = await withComplaints(async () => {
    const [row] = await reader.selectFrom(
      // What a virtual table keeps is in tables of its own.
      sql<{ readonly name: string }>`(
        select name from sqlite_schema
        where type = 'table' and sql not like 'create virtual%' and name > ${after}
        order by name limit 1
      )`.as("next"),
    ).selectAll().execute();
    return row?.name ?? null;
  });
  if (next === null) return null;
  if (typeof next !== "string") return { table: "sqlite_schema", complaints: next };
  const complaints = await withComplaints(async () => {
    const rows = await reader.selectFrom(
      sql<{ readonly quick_check: string }>`pragma_quick_check(${next})`.as("found"),
    ).selectAll().execute();
    return rows.map(({ quick_check }) => quick_check).filter((text) => text !== "ok");
  });
  return { table: next, complaints: complaints.slice(0, MOST) };
}

/** What is damaged so far that reading fails is a complaint, too. */
async function withComplaints<Result>(read: () => Promise<Result>): Promise<Result | string[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && /malformed|not a database/.test(error.message)) {
      return [error.message];
    }
    throw error;
  }
}
