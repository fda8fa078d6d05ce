import { flagOf, meaningOf, type RowMeaning } from "../../cells/row_words.ts";
import { unknownText } from "../../cells/row_problem.ts";
import type { Cell, Field, RowKind } from "./format.ts";

/**
 * The type of a row, from the words in its type and state. A type of refund makes the row one; a
 * state of refund belongs to a sale that was refunded later.
 *
 * @throws {RowProblem} for unknown words.
 */
export function kindByWords(cell: Cell): RowKind {
  const type = meaningIn("type", cell);
  const status = meaningIn("status", cell);
  const isReturn = type === "refund";
  return {
    event: isReturn ? "refund" : "sale",
    voided: type === "void" || status === "void",
    gift_card: false,
    refunded: !isReturn && status === "refund",
    unpaid: type === "unpaid" || status === "unpaid",
  };
}

/** Columns such as `Void?` and `Refunded` say yes or no; `No` in one of states is no state. */
function meaningIn(field: Field & ("type" | "status"), cell: Cell): RowMeaning {
  const text = cell(field);
  const meaning = meaningOf(text);
  if (meaning !== undefined) return meaning;
  if (flagOf(text) === false) return "sale";
  throw unknownText(field, text);
}
