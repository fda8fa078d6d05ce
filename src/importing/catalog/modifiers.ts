import type { ModifierGroup } from "../../restaurant/menu/modifier_groups.ts";
import {
  replaceModifierGroup,
  type WantedGroup,
} from "../../restaurant/menu/replace_modifier_group.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { readPriceChange, readWhole } from "./amounts.ts";
import type { ImportRecord } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import type { MenuBook } from "./menu_book.ts";
import { booksOfModifiers } from "./menu_books.ts";
import { nameKey, requiredText } from "./names.ts";
import type { Effect, Outcome } from "../kind/outcome.ts";
import { type Part, readPart, takeWhole, withoutRepeats } from "./take_whole.ts";

/** More cannot be chosen of anything. */
const MOST_SELECTIONS = 100;

/** One thing that can be chosen, and what its row says of the whole choice. */
interface Choice {
  readonly itemId: string;
  readonly group: string;
  readonly name: string;
  readonly price: number;
  readonly min: number;
  readonly max: number | null;
}

/** A row, with its item and modifier group if they are known. */
type Reading = Part<Choice> & { readonly key: string };

/**
 * Takes rows of modifiers in. The rows of a choice are all of it, and take the place of the one
 * before; choices that the file does not name stay.
 */
export async function takeModifiers(
  taking: Taking,
  book: MenuBook,
  records: readonly ImportRecord[],
): Promise<Outcome[]> {
  const readings = records.map((record) => readChoice(taking, book, record));
  const outcomes: Outcome[] = [];
  for (const [, rows] of Map.groupBy(readings, ({ key }) => key)) {
    const parts = withoutRepeats(sameLimits(rows), ({ name }) => nameKey(name), repeated);
    outcomes.push(...await takeWhole(parts, (choices) => writeGroup(taking, choices)));
  }
  return outcomes;
}

/** Whether a row is about a modifier rather than the item itself. */
export function isModifier({ cell }: ImportRecord): boolean {
  return cell("modifier_group") !== "" || cell("modifier") !== "";
}

function readChoice(taking: Taking, book: MenuBook, record: ImportRecord): Reading {
  const { line, cell } = record;
  let key = nameKey(cell("name"));
  const part = readPart(line, () => {
    const name = requiredText(record, "name");
    const item = book.find({ name, category: storableText(cell("category")) });
    if (item === undefined) throw new RowProblem("name", `'${name}' is not on the menu`);
    key = `${item.id}\n${storableText(cell("modifier_group"))}`;
    return choiceOf(taking, record, item.id);
  });
  return { ...part, key };
}

function choiceOf({ plan: { rules } }: Taking, record: ImportRecord, itemId: string): Choice {
  const { cell } = record;
  const limit = (field: "min_selections" | "max_selections") =>
    cell(field) === "" ? null : readWhole(field, cell(field), rules, MOST_SELECTIONS);
  const [min, max] = [limit("min_selections") ?? 0, limit("max_selections")];
  if (max !== null && (max < min || max === 0)) {
    throw new RowProblem("max_selections", "is less than min_selections, or zero");
  }
  return {
    itemId,
    group: requiredText(record, "modifier_group"),
    name: requiredText(record, "modifier"),
    price: readPriceChange("modifier_price", cell("modifier_price") || "0", rules),
    min,
    max,
  };
}

/** Every row of a choice says the same of how many can be chosen, and there are enough of them. */
function sameLimits(rows: readonly Reading[]): Part<Choice>[] {
  const first = rows.find((row) => "value" in row);
  return rows.map((row) => {
    if (first === undefined || !("value" in row)) return row;
    const { line, value: { min, max } } = row;
    if (min !== first.value.min || max !== first.value.max) {
      const problem = `and max_selections are not those of line ${first.line}`;
      return { line, problem: new RowProblem("min_selections", problem) };
    }
    if (min <= rows.length) return row;
    return { line, problem: new RowProblem("min_selections", "is more than there is to choose") };
  });
}

function repeated(line: number): RowProblem {
  return new RowProblem("modifier", `is on line ${line} already`);
}

async function writeGroup(
  { writer, at, keeper }: Taking,
  choices: readonly Choice[],
): Promise<Effect[]> {
  const [first] = choices;
  if (first === undefined) return [];
  const wanted: WantedGroup = {
    name: first.group,
    min_selections: first.min,
    max_selections: first.max,
    modifiers: choices.map(({ name, price }) => ({ name, price })),
  };
  const before = await replaceModifierGroup(writer, first.itemId, wanted, at);
  keeper.add(booksOfModifiers(before?.modifiers ?? [], choices));
  const effects = choices.map((choice) => effectOf(choice, before));
  const sizes = before?.modifiers.length === choices.length &&
    before.min_selections === first.min && before.max_selections === first.max;
  const nothingNew = !effects.some((effect) => effect !== "unchanged");
  return nothingNew && !sizes ? effects.with(0, "changed") : effects;
}

function effectOf({ name, price }: Choice, before: ModifierGroup | undefined): Effect {
  const known = before?.modifiers.find((modifier) => modifier.name === name);
  if (known === undefined) return "added";
  return known.price === price ? "unchanged" : "changed";
}
