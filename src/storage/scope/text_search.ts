import {
  type Expression,
  ExpressionWrapper,
  type Kysely,
  PostgresAdapter,
  sql,
  type SqlBool,
} from "kysely";
import type { Reader } from "../database.ts";
import type { Schema } from "../schema/schema.ts";
import { reachesOnlyIds } from "../only_ids.ts";

/** Words of a search that count; more make no search better. */
const MOST_WORDS = 12;

/**
 * Whether the text of a row of `feedback` contains all of some words, in any order and form
 * ("waited" finds "waiting"), by the engine's full-text search. Null if the search contains no
 * word.
 */
export function feedbackHasWords(reader: Reader, text: string): Expression<SqlBool> | null {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  // Quoted words mean the same to both engines: exactly these words.
  const query = words.map((word) => `"${word}"`).join(" ");
  if (isPostgres(reader)) {
    return sql<
      SqlBool
    >`to_tsvector('english', feedback.text) @@ websearch_to_tsquery('english', ${query})`;
  }
  const ids = sql<SqlBool>`feedback.id in (
    select feedback_id from feedback_search where feedback_search match ${query}
  )`;
  return new ExpressionWrapper<Schema, "feedback", SqlBool>(reachesOnlyIds(ids.toOperationNode()));
}

/** A reader is a Kysely without its ways to write; only this room looks at what is behind it. */
function isPostgres(reader: Reader): boolean {
  const { adapter } = (reader as Kysely<Schema>).getExecutor();
  return adapter instanceof PostgresAdapter;
}
