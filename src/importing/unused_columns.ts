import { flagOf, isGoodNews, meaningOf } from "./cells/row_words.ts";
import type { Layout } from "./layout.ts";
import { mapFlag, mappingOf } from "./kind/map_flag.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { ImportOptions } from "./options.ts";
import { proposedMap } from "./proposed_map.ts";

/** So many cells show what a column holds. */
const ENOUGH_TEXTS = 50;
const LONGEST_TEXT = 80;

/** What the doubtful columns of a file hold. */
interface DoubtfulCells {
  /**
   * Takes in a row.
   *
   * @param isNegative Whether its numbers make it a refund.
   */
  observe(fields: readonly string[], isNegative: () => boolean): void;
  /** Some cells of a column, from the first that matters on, by position. */
  readonly mattering: ReadonlyMap<number, readonly string[]>;
}

/** Watches for doubtful columns that hold something that matters. */
export function doubtfulCells({ doubtful, header }: Layout): DoubtfulCells {
  const mattering = new Map<number, string[]>();
  return {
    mattering,
    observe(fields, isNegative) {
      for (const [at, field] of doubtful) {
        const text = fields[at]?.trim() ?? "";
        const known = mattering.get(at);
        const column = { field, name: header[at] ?? "" };
        const isSkipped = known === undefined
          ? !matters(column, text, isNegative)
          : known.length >= ENOUGH_TEXTS;
        if (isSkipped) continue;
        mattering.getOrInsertComputed(at, () => []).push(text.slice(0, LONGEST_TEXT));
      }
    },
  };
}

/** Whether a cell of an unread column would change the amount of its row. */
function matters(
  { field, name }: { readonly field: string; readonly name: string },
  text: string,
  isNegative: () => boolean,
): boolean {
  if (text === "") return false;
  switch (field) {
    case "quantity":
      return !/^1([.,]0*)?$/.test(text);
    case "discount":
    case "refund_amount":
    case "tax":
      return /[1-9]/.test(text) || !/\d/.test(text);
    case "currency":
      return true;
    default:
      if (flagOf(text) !== undefined) return flagOf(text) !== isGoodNews(name);
      return !/^(sale|refund)$/.test(meaningOf(text) ?? "") ||
        meaningOf(text) === "refund" && !isNegative();
  }
}

/**
 * Asks about columns that are not read, though they probably change what a row brings in.
 *
 * @param seen Some cells of such columns that hold something that matters, by position.
 * @throws {ImportQuestion} with the `--map` to type.
 */
export function askAboutUnused(
  layout: Layout,
  seen: ReadonlyMap<number, readonly string[]>,
  { currency }: Pick<ImportOptions, "currency">,
): void {
  const { doubtful, header, kind } = layout;
  const asked = [...doubtful].filter(([at, field]) =>
    seen.has(at) && !(field === "currency" && currency !== undefined)
  );
  if (asked.length === 0) return;
  const names = asked.map(([at]) => header[at] ?? "");
  const textsIn = (column: string) => seen.get(header.indexOf(column)) ?? [];
  const known = mappingOf(layout);
  const map = proposedMap(kind, names, known, textsIn);
  throw new ImportQuestion(
    `Not read, though it probably changes the figures: ${names.join(", ")}.`,
    `Say what they are${
      map.size > known.size ? `, ${mapFlag(map)},` : " with --map,"
    } or that they do not matter: ` +
      `--ignore "${names.join(",")}".`,
  );
}
