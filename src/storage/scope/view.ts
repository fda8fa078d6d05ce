import type { Kysely, KyselyPlugin, QueryId, UnknownRow } from "kysely";
import { sameTransaction } from "../before_commit.ts";
import type { OpenView, View } from "../database.ts";
import { narrowing } from "./narrowing.ts";
import { askVersionOnce } from "../kept.ts";
import { markLook } from "../narrowed.ts";
import { rememberLocations } from "../question_locations.ts";
import type { Schema } from "../schema/schema.ts";

/** Opens a view: rows of other locations do not exist in it, whatever is asked. */
export function openView(reader: Kysely<Schema>, { locations, signal }: View): OpenView {
  const seen = { rows: 0, locations: new Set<string>() };
  const narrow = locations === null ? undefined : narrowing(locations);
  const narrowed = new WeakSet<QueryId>();
  const begin = (query: QueryId) => {
    signal.throwIfAborted();
    narrowed.add(query);
  };
  const assertBegun = (query: QueryId) => {
    // A query compiled elsewhere was not narrowed: its rows must not be seen.
    if (narrow !== undefined && !narrowed.has(query)) {
      throw new Error("Not for a caller of some locations: a query that was compiled before");
    }
  };
  const looking = (noteRows: (rows: readonly UnknownRow[]) => void): KyselyPlugin => {
    const take = (query: QueryId, rows: readonly UnknownRow[], changes = 0) => {
      assertBegun(query);
      seen.rows += rows.length + changes;
      noteRows(rows);
    };
    const plugin: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        begin(queryId);
        return narrow?.(node, queryId) ?? node;
      },
      transformResult({ result, queryId }) {
        take(queryId, result.rows, Number(result.numAffectedRows ?? 0n));
        return Promise.resolve(result);
      },
    };
    return markLook(plugin, locations, { begin, take });
  };
  const reading = looking(() => {});
  const writing = looking((rows) => noteLocationsOf(rows, seen.locations));
  const own = rememberLocations(reader.withPlugin(reading), seen.locations);
  const unchanged = askVersionOnce(own);
  return {
    reader: own,
    seen,
    note({ rows, locations }) {
      seen.rows += rows;
      for (const id of locations) seen.locations.add(id);
    },
    narrow(writer) {
      // What the call reads after it has written is new.
      unchanged[Symbol.dispose]();
      return rememberLocations(sameTransaction(writer, writer.withPlugin(writing)), seen.locations);
    },
  };
}

/** A transaction is about what it changes: it reads rows in order to change them. */
function noteLocationsOf(rows: readonly UnknownRow[], seen: Set<string>): void {
  // All rows of a result have the same columns, so most results cost one look.
  if (rows[0] === undefined || !("location_id" in rows[0])) return;
  for (const { location_id } of rows) {
    if (typeof location_id === "string") seen.add(location_id);
  }
}
