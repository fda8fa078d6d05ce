import { flagOf, isGoodNews, meaningOf } from "./cells/row_words.ts";
import type { Layout } from "./layout.ts";
import { mapFlag, mappingOf } from "./kind/map_flag.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { ImportOptions } from "./options.ts";
import { proposedMap } from "./proposed_map.ts";

/**
 * Whether a cell of an unread column would change the amount of its row.
 *
 * @param column What the column probably holds, and its name.
 * @param isNegative Whether the row's numbers make it a refund.
 */
export function matters(
  { field, name }: { readonly field: string; readonly name: string },
  text: string,
  isNegative: boolean,
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
        meaningOf(text) === "refund" && !isNegative;
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
