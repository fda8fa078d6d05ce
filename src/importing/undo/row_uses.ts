import type { Reader, Writer } from "../../storage/database.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import { type Schema, type TableName, TABLES } from "../../storage/schema/schema.ts";
import { SALES } from "../../storage/schema/tables/sales.ts";
import { rowsByKey } from "../../storage/stored_rows.ts";

/** Tables and the column by which their rows use a row of another table. */
type Uses = readonly (readonly [table: TableName, column: string, what: string])[];

const MENU_ITEM_USES: Uses = [
  ["order_lines", "menu_item_id", "an order"],
  ["refund_lines", "menu_item_id", "a refund"],
  ["recipe_lines", "menu_item_id", "a recipe"],
  ["item_availability", "menu_item_id", "what is sold out"],
  ["menu_item_modifier_groups", "menu_item_id", "a choice of modifiers"],
  ["menu_item_variations", "menu_item_id", "a variation"],
];

const INGREDIENT_USES: Uses = [
  ["recipe_lines", "ingredient_id", "a recipe"],
  ["stock", "ingredient_id", "the stock"],
  ["stock_movements", "ingredient_id", "the stock ledger"],
  ["purchase_order_lines", "ingredient_id", "a purchase order"],
  ["pack_prices", "ingredient_id", "a change of its price"],
];

/**
 * What is of the house or a location tells what happened there, whether or not it is still there.
 * Sales figures go with their orders, but only at the end of the transaction.
 */
const LOCATION_USES: Uses = Object.entries(TABLES)
  .filter(([table]) => !Object.hasOwn(SALES, table))
  .filter(([, { scope, columns }]) => scope !== "own or house" && "location_id" in columns)
  .map(([table]) => [table as TableName, "location_id", table.replaceAll("_", " ")] as const);

/** What uses rows of a table, so that they cannot go. */
const USES: Readonly<Partial<Record<TableName, Uses>>> = {
  locations: LOCATION_USES,
  menu_items: MENU_ITEM_USES,
  ingredients: INGREDIENT_USES,
  feedback: [["feedback_replies", "feedback_id", "a reply"]],
};

/** Which rows use others, and which of those do not count. */
export interface UseSearch {
  readonly table: TableName;
  readonly ids: readonly string[];
  /** Keys of rows that go along, by table. */
  readonly going: ReadonlyMap<TableName, ReadonlySet<string>>;
}

/** By what each of some rows is used; rows that nothing uses are left out. */
export async function usesOf(
  writer: Writer,
  { table, ids, going }: UseSearch,
): Promise<ReadonlyMap<string, string>> {
  const uses = new Map<string, string>();
  for (const [user, column, what] of USES[table] ?? []) {
    const own = going.get(user);
    const used = own === undefined
      ? await usedIds(writer, user, column, ids)
      : await usedByOthers(writer, { user, column, own });
    for (const id of ids) if (used.has(id)) uses.set(id, what);
  }
  return uses;
}

/** The types cannot say that the column is one of the table. */
async function usedIds(
  reader: Reader,
  table: TableName,
  column: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const name = column as keyof Schema["order_lines"] & "menu_item_id";
  const used = new Set<string>();
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const rows = await reader.selectFrom(table as "order_lines").select(name).distinct()
      .where(name, "in", some).execute();
    for (const row of rows) used.add(row[name]);
  }
  return used;
}

/** Tables of which rows go along are small. */
async function usedByOthers(
  writer: Writer,
  { user, column, own }: {
    readonly user: TableName;
    readonly column: string;
    readonly own: ReadonlySet<string>;
  },
): Promise<ReadonlySet<string>> {
  const rows = await rowsByKey(writer, { table: user });
  return new Set([...rows].filter(([key]) => !own.has(key)).map(([, row]) => String(row[column])));
}
