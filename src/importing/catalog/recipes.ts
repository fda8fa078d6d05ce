import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import { insertMany } from "../../storage/bulk.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { positive, readWhole } from "./amounts.ts";
import { booksOf } from "../kind/books.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import { type MenuBook, openMenuBook } from "./menu_book.ts";
import { requiredText } from "./names.ts";
import type { Effect, Outcome } from "../kind/outcome.ts";
import { ingredientNamed, type Pantry, readPantry } from "./pantry.ts";
import { readQuantity, readUnitOf } from "./quantities.ts";
import { type Part, readPart, takeWhole, withoutRepeats } from "./take_whole.ts";

/**
 * Recipes: one row for each ingredient of an item. The rows of an item are its whole recipe, which
 * takes the place of the one before; items that the file does not name keep theirs.
 */
export const recipes: Kind = {
  name: "recipes",
  numbers: ["quantity", "yield_percent"],
  dates: [],
  located: false,
  money: false,
  whole: true,
  touches: [{ table: "recipe_lines" }],
  formats: [
    {
      name: "generic",
      title: "Recipes",
      columns: {
        menu_item: ["menu_item", "item"],
        category: ["category"],
        ingredient: ["ingredient"],
        quantity: ["quantity"],
        unit: ["unit"],
        yield_percent: ["yield_percent", "yield"],
      },
      required: [["menu_item"], ["ingredient"], ["quantity"]],
    },
  ],
  example: {
    menu_item: "Margherita",
    category: "Pizza",
    ingredient: "Mozzarella",
    quantity: "125",
    unit: "g",
    yield_percent: "95",
  },
  async books({ writer }) {
    const sums = writer.selectFrom("recipe_lines").select(({ fn }) => [
      fn.countAll().as("lines"),
      fn.sum("quantity").as("quantities"),
    ]);
    return booksOf(await sums.executeTakeFirst());
  },
  begin: (taking) => ({ take: (records) => takeRecipes(taking, records) }),
};

async function takeRecipes(taking: Taking, records: readonly ImportRecord[]): Promise<Outcome[]> {
  const { writer } = taking;
  const book = await openMenuBook(writer, null, { records, field: "menu_item" });
  const pantry = await readPantry(writer);
  const readings = records.map((record) => readLine(taking, { book, pantry }, record));
  const outcomes: Outcome[] = [];
  for (const [item = "", rows] of Map.groupBy(readings, (reading) => reading.item)) {
    const parts = withoutRepeats(rows, ({ ingredient_id }) => ingredient_id, inRecipe);
    // Half a recipe would take half of the stock.
    outcomes.push(...await takeWhole(parts, (lines) => replaceRecipe(taking, item, lines)));
  }
  return outcomes;
}

/** What recipes are made of. */
interface Known {
  readonly book: MenuBook;
  readonly pantry: Pantry;
}

/** A row of a recipe, with the id of its item if that is known. */
type Reading = Part<Row<"recipe_lines">> & { readonly item: string | undefined };

function readLine(
  taking: Taking,
  { book, pantry }: Known,
  record: ImportRecord,
): Reading {
  let item: string | undefined;
  const part = readPart(record.line, () => {
    item = itemOf(book, record);
    return partOf(taking, pantry, record, item);
  });
  return { ...part, item };
}

function itemOf(book: MenuBook, record: ImportRecord): string {
  const name = requiredText(record, "menu_item");
  const category = storableText(record.cell("category"));
  const item = book.find({ name, category });
  if (item !== undefined) return item.id;
  throw new RowProblem("menu_item", `'${name}' is not on the menu; import the menu first`);
}

function partOf(
  { plan: { rules } }: Taking,
  pantry: Pantry,
  record: ImportRecord,
  menu_item_id: string,
): Row<"recipe_lines"> {
  const { cell } = record;
  const ingredient = ingredientNamed(pantry, requiredText(record, "ingredient"));
  const measure = readUnitOf(ingredient, cell("unit"));
  const quantity = readQuantity("quantity", cell("quantity"), measure, rules);
  const yield_percent = readWhole("yield_percent", cell("yield_percent") || "100", rules, 100);
  return {
    menu_item_id,
    ingredient_id: ingredient.id,
    quantity: positive("quantity", quantity),
    yield_percent: positive("yield_percent", yield_percent),
  };
}

function inRecipe(line: number): RowProblem {
  return new RowProblem("ingredient", `is in the recipe on line ${line} already`);
}

/**
 * The outcome of each part. If parts only left the recipe, the first one that stays counts as
 * changed.
 */
async function replaceRecipe(
  { writer, keeper }: Taking,
  item: string,
  parts: readonly Row<"recipe_lines">[],
): Promise<Effect[]> {
  const before = await writer.selectFrom("recipe_lines").selectAll()
    .where("menu_item_id", "=", item).execute();
  const effects = parts.map((part) => effectOf(part, before));
  const left = before.some(({ ingredient_id }) =>
    !parts.some((part) => part.ingredient_id === ingredient_id)
  );
  const nothingNew = !effects.some((effect) => effect !== "unchanged");
  if (nothingNew && !left) return effects;
  const sumOf = (lines: readonly Row<"recipe_lines">[]) =>
    lines.reduce((sum, { quantity }) => sum + quantity, 0);
  keeper.add({ lines: parts.length - before.length, quantities: sumOf(parts) - sumOf(before) });
  await noteCatalogChanged(writer);
  await writer.deleteFrom("recipe_lines").where("menu_item_id", "=", item).execute();
  await insertMany(writer, "recipe_lines", parts);
  return nothingNew ? effects.with(0, "changed") : effects;
}

function effectOf(
  { ingredient_id, quantity, yield_percent }: Row<"recipe_lines">,
  before: readonly Row<"recipe_lines">[],
): Effect {
  const known = before.find((row) => row.ingredient_id === ingredient_id);
  if (known === undefined) return "added";
  const same = known.quantity === quantity && known.yield_percent === yield_percent;
  return same ? "unchanged" : "changed";
}
