import { addMenuItem } from "../../restaurant/menu/add_menu_item.ts";
import { LONGEST } from "../../restaurant/menu/item_fields.ts";
import { UNCATEGORIZED } from "../../restaurant/menu/menu_items.ts";
import { replaceFields } from "../../restaurant/menu/replace_fields.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { readPrice } from "./amounts.ts";
import { givenCategory } from "./given_category.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import { booksOfItem, menuBooks } from "./menu_books.ts";
import { type MenuBook, openMenuBook } from "./menu_book.ts";
import { isModifier, takeModifiers } from "./modifiers.ts";
import { requiredText } from "./names.ts";
import { type Effect, type Outcome, takeEach } from "../kind/outcome.ts";
import { type SaidOnce, saidOnce } from "./said_once.ts";
import { splitVariations } from "./split_variations.ts";
import { ACTOR, takeVariations } from "./variations.ts";

/**
 * A menu: one row for each item, one for each of its variations, and one for each modifier. What a
 * row leaves empty stays as it is; an item that the file does not name stays, too.
 */
export const menu: Kind = {
  name: "menu",
  numbers: ["price", "portion", "modifier_price", "min_selections", "max_selections"],
  amounts: ["price", "modifier_price"],
  dates: [],
  located: false,
  money: true,
  whole: true,
  touches: [
    ...[{ table: "menu_items" }, { table: "menu_item_variations" }] as const,
    ...[{ table: "modifier_groups" }, { table: "modifiers" }] as const,
    ...[{ table: "menu_item_modifier_groups" }, { table: "changes", at: "changed_at" }] as const,
  ],
  formats: [
    {
      name: "square-catalog",
      title: "Square's catalog",
      columns: {
        name: ["Item Name"],
        variation: ["Variation Name"],
        category: ["Category", "Categories"],
        price: ["Price"],
        description: ["Description"],
      },
      required: [["name"], ["variation"], ["price"]],
    },
    {
      name: "generic",
      title: "A menu",
      columns: {
        name: ["name", "item", "item_name", "menu_item"],
        category: ["category"],
        price: ["price"],
        description: ["description"],
        variation: ["variation", "variation_name", "variant", "size"],
        portion: ["portion", "portions"],
        modifier_group: ["modifier_group"],
        modifier: ["modifier"],
        modifier_price: ["modifier_price"],
        min_selections: ["min_selections"],
        max_selections: ["max_selections"],
      },
      required: [["name"], ["price"]],
    },
  ],
  example: {
    name: "Margherita",
    category: "Pizza",
    price: "9.50",
    description: "Tomato, mozzarella, basil",
  },
  books: menuBooks,
  begin: (taking) => ({ take: (records) => takeMenu(taking, records) }),
};

async function takeMenu(taking: Taking, records: readonly ImportRecord[]): Promise<Outcome[]> {
  const { writer, plan: { rules: { currency } } } = taking;
  const book = await openMenuBook(writer, currency, { records, field: "name" });
  const { items, varied } = splitVariations(records.filter((record) => !isModifier(record)));
  const memory = { book, said: saidOnce("name") };
  const outcomes = await takeEach(items, (record) => takeItem(taking, memory, record));
  for (const rows of varied) outcomes.push(...await takeVariations(taking, memory, rows));
  return [...outcomes, ...await takeModifiers(taking, book, records.filter(isModifier))];
}

interface Memory {
  readonly book: MenuBook;
  readonly said: SaidOnce;
}

async function takeItem(
  { writer, at, plan: { rules }, keeper }: Taking,
  { book, said }: Memory,
  record: ImportRecord,
): Promise<Effect> {
  const name = requiredText(record, "name");
  const category = storableText(record.cell("category"));
  const description = storableText(record.cell("description"), LONGEST.description);
  const price = record.cell("price") === ""
    ? null
    : readPrice("price", record.cell("price"), rules);
  if (record.cell("portion") !== "") {
    throw new RowProblem("portion", "is of a variation, and the row names none");
  }
  const item = book.find({ name, category });
  if (item === undefined) {
    const words = { name, category: category || UNCATEGORIZED, description };
    const money = { currency: rules.currency, price, variations: [] };
    const added = await addMenuItem(writer, { ...words, ...money }, at);
    book.put(added);
    keeper.add(booksOfItem(undefined, added));
    said(added.id, record.line, { description, price });
    return "added";
  }
  if (said(item.id, record.line, { description, price }) === "again") return "unchanged";
  const fields = {
    ...givenCategory(item, category),
    ...(price !== null && { price }),
    ...(description !== "" && { description }),
  };
  const change = await replaceFields(writer, { item, fields, actor: ACTOR }, at);
  book.put(change.item);
  keeper.add(booksOfItem(item, change.item));
  return change.change_id === undefined ? "unchanged" : "changed";
}
