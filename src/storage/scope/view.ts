import type { Kysely, KyselyPlugin, QueryId } from "kysely";
import { sameTransaction } from "../before_commit.ts";
import type { OpenView, View } from "../database.ts";
import { narrowing } from "./narrowing.ts";
import type { Schema } from "../schema/schema.ts";

/** Opens a view: rows of other locations do not exist in it, whatever is asked. */
export function openView(reader: Kysely<Schema>, { locations, signal }: View): OpenView {
  const seen = { rows: 0, locations: new Set<string>() };
  const narrow = locations === null ? undefined : narrowing(locations);
  const narrowed = new WeakSet<QueryId>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      signal.throwIfAborted();
      narrowed.add(queryId);
      return narrow?.(node, queryId) ?? node;
    },
    transformResult({ result, queryId }) {
      // A query that was compiled elsewhere passed by the narrowing: nobody sees what it gave.
      if (narrow !== undefined && !narrowed.has(queryId)) {
        throw new Error("Not for a caller of some locations: a query that was compiled before");
      }
      seen.rows += result.rows.length + Number(result.numAffectedRows ?? 0n);
      noteLocations(result.rows, seen.locations);
      return Promise.resolve(result);
    },
  };
  return {
    reader: reader.withPlugin(plugin),
    seen,
    narrow: (writer) => sameTransaction(writer, writer.withPlugin(plugin)),
  };
}

/** All rows of a result have the same columns, so most results cost one look. */
function noteLocations(rows: readonly Record<string, unknown>[], seen: Set<string>): void {
  if (rows[0] === undefined || !("location_id" in rows[0])) return;
  for (const { location_id } of rows) {
    if (typeof location_id === "string") seen.add(location_id);
  }
}
