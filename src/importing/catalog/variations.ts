import { addMenuItem } from "../../restaurant/menu/add_menu_item.ts";
import { variationKey, variationNamed } from "../../restaurant/menu/choose_variation.ts";
import { LONGEST } from "../../restaurant/menu/item_fields.ts";
import { UNCATEGORIZED, type WholeMenuItem } from "../../restaurant/menu/menu_items.ts";
import { replaceFields } from "../../restaurant/menu/replace_fields.ts";
import {
  LONGEST_VARIATION,
  MOST_VARIATIONS,
  type Variation,
  WHOLE_PORTION,
} from "../../restaurant/menu/variations.ts";
import type { Milli } from "../../values/money.ts";
import { toUnits } from "../cells/decimals.ts";
import { type NumberRules, readNumber } from "../cells/numbers.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import type { ImportRecord } from "../kind/kind.ts";
import type { Effect, Outcome } from "../kind/outcome.ts";
import type { Taking } from "../kind/taking.ts";
import { notNegative, positive, readPrice } from "./amounts.ts";
import { givenCategory } from "./given_category.ts";
import type { MenuBook } from "./menu_book.ts";
import { booksOfItem } from "./menu_books.ts";
import { requiredText } from "./names.ts";
import type { SaidOnce } from "./said_once.ts";
import { type Part, readPart, takeWhole, withoutRepeats } from "./take_whole.ts";

/** The actor of item changes, in the record of changes. */
export const ACTOR = "import";

/** The word for a price that is asked at the counter, in Square's catalog. */
const ASKED = /^variable$/i;

/** A row about a variation: the variation, and the item that it is one of. */
interface Sold extends Variation {
  readonly itemName: string;
  readonly category: string;
  readonly description: string;
}

/** The known items, and which of them the file gave variations. */
interface Memory {
  readonly book: MenuBook;
  readonly said: SaidOnce;
}

/**
 * Takes the rows of one item's variations. They are all of them and take the place of those it had;
 * if one cannot be read, it keeps what it had.
 */
export async function takeVariations(
  taking: Taking,
  memory: Memory,
  records: readonly ImportRecord[],
): Promise<Outcome[]> {
  const [{ line = 0 } = {}] = records;
  const readings = records.map((record) => readSold(taking, memory.book, record));
  const fresh = firstOfEach(readings);
  const again = readings.filter((reading) => !fresh.includes(reading));
  const parts = withoutRepeats(oneDescription(fresh), ({ name }) => variationKey(name), repeated);
  try {
    const outcomes = await takeWhole(parts, (sold) => writeSold(taking, memory, sold, line));
    return [...outcomes, ...again.map(({ line }) => ({ line, effect: "unchanged" as const }))];
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem;
    return records.map(({ line }) => ({ line, problem }));
  }
}

function readSold(taking: Taking, book: MenuBook, record: ImportRecord): Part<Sold> {
  const { line, cell } = record;
  return readPart(line, () => {
    const itemName = requiredText(record, "name");
    const category = storableText(cell("category"));
    const item = book.find({ name: itemName, category });
    const description = storableText(cell("description"), LONGEST.description);
    return { itemName, category, description, ...variationOf(taking, item, record) };
  });
}

/** What a row leaves empty stays as it is, and so does the spelling of a known name. */
function variationOf(
  { plan: { rules } }: Taking,
  item: WholeMenuItem | undefined,
  { cell }: ImportRecord,
): Variation {
  const written = storableText(cell("variation"), LONGEST_VARIATION);
  const known = variationNamed(written, item?.variations ?? []);
  const name = known?.name ?? written;
  const price = cell("price");
  return {
    name,
    price: price === "" || ASKED.test(price)
      ? known?.price ?? null
      : readPrice("price", price, rules),
    portion: cell("portion") === ""
      ? known?.portion ?? WHOLE_PORTION
      : readPortion(cell("portion"), rules),
  };
}

/** A number of portions, in thousandths. */
function readPortion(text: string, rules: NumberRules): Milli {
  const number = notNegative("portion", readNumber("portion", text, rules));
  return positive("portion", toUnits(number, 3));
}

/** The rows without those that repeat an earlier one word for word. */
function firstOfEach(readings: readonly Part<Sold>[]): Part<Sold>[] {
  const seen = new Set<string>();
  return readings.filter((reading) => {
    if (!("value" in reading)) return true;
    const text = JSON.stringify(reading.value);
    return !seen.has(text) && seen.add(text);
  });
}

/** A description may stand on one row of an item or on all of them. */
function oneDescription(parts: readonly Part<Sold>[]): Part<Sold>[] {
  const first = parts.find((part) => "value" in part && part.value.description !== "");
  return parts.map((part) => {
    if (first === undefined || !("value" in part && "value" in first)) return part;
    const { line, value: { description } } = part;
    if (description === "" || description === first.value.description) return part;
    const problem = new RowProblem("description", `differs from that on line ${first.line}`);
    return { line, problem };
  });
}

function repeated(line: number): RowProblem {
  return new RowProblem("variation", `is on line ${line} already`);
}

async function writeSold(
  { writer, at, plan: { rules }, keeper }: Taking,
  { book, said }: Memory,
  sold: readonly Sold[],
  line: number,
): Promise<Effect[]> {
  const [first] = sold;
  if (first === undefined) return [];
  if (sold.length > MOST_VARIATIONS) {
    const problem = `is one of ${sold.length}; an item has at most ${MOST_VARIATIONS}`;
    throw new RowProblem("variation", problem);
  }
  const description = sold.find(({ description }) => description !== "")?.description ?? "";
  const variations = sold.map(({ name, price, portion }) => ({ name, price, portion }));
  const item = book.find({ name: first.itemName, category: first.category });
  if (item === undefined) {
    const { itemName: name, category } = first;
    const words = { name, category: category || UNCATEGORIZED, description, variations };
    const money = { currency: rules.currency, price: null };
    const added = await addMenuItem(writer, { ...words, ...money }, at);
    said(`variations of ${added.id}`, line, variations);
    book.put(added);
    keeper.add(booksOfItem(undefined, added));
    return sold.map(() => "added");
  }
  const given = givenCategory(item, first.category);
  said(`variations of ${item.id}`, line, variations);
  const fields = { ...given, variations, ...(description !== "" && { description }) };
  const change = await replaceFields(writer, { item, fields, actor: ACTOR }, at);
  book.put(change.item);
  keeper.add(booksOfItem(item, change.item));
  const effects = variations.map((variation) => effectOf(variation, item));
  const nothingNew = !effects.some((effect) => effect !== "unchanged");
  return nothingNew && change.change_id !== undefined ? effects.with(0, "changed") : effects;
}

function effectOf({ name, price, portion }: Variation, before: WholeMenuItem): Effect {
  const known = before.variations.find((variation) => variation.name === name);
  if (known === undefined) return "added";
  return known.price === price && known.portion === portion ? "unchanged" : "changed";
}
