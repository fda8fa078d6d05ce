import type { SelectQueryBuilder } from "kysely";
import type { Schema } from "./schema/schema.ts";
import type { DateText } from "../values/business_day.ts";

/** Days of one location in the rollups. */
type Days = SelectQueryBuilder<Schema, "sales_rollups", unknown>;

/**
 * The first and the last business date of a query of a location's days; null if it has none. Each is
 * one step into the index, and both in one query would read every day.
 */
export async function readEndsOfDays(
  days: Days,
): Promise<{ readonly first: DateText; readonly last: DateText } | null> {
  const { first } = await days.select(({ fn }) =>
    fn.min<string | null>("business_date").as("first")
  ).executeTakeFirstOrThrow();
  const { last } = await days.select(({ fn }) => fn.max<string | null>("business_date").as("last"))
    .executeTakeFirstOrThrow();
  return first === null || last === null ? null : { first, last };
}
