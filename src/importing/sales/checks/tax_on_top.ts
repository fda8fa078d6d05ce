import type { DecimalMark } from "../../cells/decimals.ts";
import type { Check, CheckedColumns, CheckedRow } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { agrees, MARKS, sizeOf } from "./total_column.ts";
import { totalColumns } from "./unread_totals.ts";

/** Rows whose total is with the tax beside the price, and those whose total is the price alone. */
interface Seen {
  onTop: number;
  inside: number;
  line: number;
}

/**
 * Prices whose country mostly has tax in them, in a file whose totals are price plus tax: it would
 * be taken out of what it is not in.
 */
export function taxOnTop(columns: CheckedColumns): Check | undefined {
  const { format, positions, header } = columns;
  if (format.name !== "generic" || !positions.has("unit_price") || !positions.has("tax")) {
    return undefined;
  }
  const [at] = totalColumns(columns, "unit_price");
  if (at === undefined) return undefined;
  const byMark = new Map(MARKS.map((mark): [DecimalMark, Seen] => [
    mark,
    { onTop: 0, inside: 0, line: 0 },
  ]));
  return {
    observe(row) {
      for (const [mark, seen] of byMark) note(seen, row, at, mark, positions.has("quantity"));
    },
    conclude({ decimalMarks, assumesTaxInPrices }) {
      const seen = byMark.get(decimalMarks.get("unit_price") ?? ".");
      if (!assumesTaxInPrices || seen === undefined || seen.onTop <= seen.inside) return [];
      throw new ImportQuestion(
        `${
          header[at] ?? ""
        } is quantity times price plus tax (line ${seen.line}), so prices seem ` +
          "to be without tax, which is unusual in this currency.",
        "Say which: --no-prices-include-tax or --prices-include-tax.",
      );
    },
  };
}

function note(
  seen: Seen,
  { line, fields, cell }: CheckedRow,
  at: number,
  mark: DecimalMark,
  hasQuantity: boolean,
): void {
  const quantity = hasQuantity ? sizeOf(cell("quantity"), mark) : 1;
  const [price, tax] = ["unit_price", "tax"].map((field) => sizeOf(cell(field), mark));
  const total = sizeOf(fields[at] ?? "", mark);
  if (quantity === undefined || price === undefined || !tax || total === undefined) return;
  const paid = quantity * price - (sizeOf(cell("discount"), mark) ?? 0);
  if (agrees(total, [paid])) seen.inside++;
  else if (agrees(total, [paid + tax])) {
    seen.onTop++;
    seen.line ||= line;
  }
}
