import type { Reader } from "../storage/database.ts";
import type { DateText } from "../values/business_day.ts";

/** What the demo restaurant has. */
export interface DemoSummary {
  readonly locations: number;
  readonly menu_items: number;
  readonly orders: number;
  readonly feedback: number;
  /** First and last business date with an order. */
  readonly first_date: DateText;
  readonly last_date: DateText;
}

/** Counts what is stored. */
export async function readSummary(reader: Reader): Promise<DemoSummary> {
  const orders = await reader.selectFrom("orders")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.min("business_date").as("first_date"),
      fn.max("business_date").as("last_date"),
    ])
    .executeTakeFirstOrThrow();
  return {
    locations: await countRows(reader, "locations"),
    menu_items: await countRows(reader, "menu_items"),
    feedback: await countRows(reader, "feedback"),
    ...orders,
  };
}

async function countRows(
  reader: Reader,
  table: "locations" | "menu_items" | "feedback",
): Promise<number> {
  const { rows } = await reader.selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  return rows;
}
