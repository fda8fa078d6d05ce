import { flagOf, isGoodNews, meaningOf, type RowMeaning } from "../../cells/row_words.ts";
import { RowProblem, unknownText } from "../../cells/row_problem.ts";
import type { Cell, Field, RowKind } from "./format.ts";

/**
 * The type of a row, from the words in its type and state. A type of refund makes the row one; a
 * state of refund belongs to a sale that was refunded later.
 *
 * @param columnOf The file's own names of the two columns.
 * @throws {RowProblem} for unknown words.
 */
export function kindByWords(cell: Cell, columnOf: (field: Field) => string = () => ""): RowKind {
  const type = meaningIn("type", cell, columnOf("type"));
  const status = meaningIn("status", cell, columnOf("status"));
  const isReturn = type === "refund";
  return {
    event: isReturn ? "refund" : "sale",
    voided: type === "void" || status === "void",
    gift_card: false,
    refunded: !isReturn && status === "refund",
    unpaid: type === "unpaid" || status === "unpaid",
  };
}

/** What a cell means; a yes, a no, a date or a name means what its column is called. */
function meaningIn(field: Field, cell: Cell, column: string): RowMeaning {
  const text = cell(field);
  // No such column: every row is a sale.
  if (column === "" && text === "") return "sale";
  if (isGoodNews(column)) return meaningOfGoodNews(field, text);
  const named = meaningOf(column);
  const isBad = column !== "" && named !== undefined && named !== "sale";
  // A code of a column of states says nothing: 0 may be paid or void.
  if (flagOf(text) === false && (isBad || column === "" || text !== "0")) return "sale";
  if (isBad && (flagOf(text) === true || WHEN.test(text) || BY_WHOM.test(column))) return named;
  const meaning = meaningOf(text);
  if (meaning !== undefined) return meaning;
  throw unknownText(field, text);
}

/** `Voided at`, `Cancelled by`: whatever is in it, the row was. */
const WHEN = /^\d.*[-/:]/;
const BY_WHOM = /(by|user|reason)$/i;

/** Of columns such as `Paid`, a no is what matters. */
function meaningOfGoodNews(field: Field, text: string): RowMeaning {
  if (text === "") throw new RowProblem(field, "is empty");
  const flag = flagOf(text);
  if (flag !== undefined) return flag ? "sale" : "unpaid";
  const meaning = meaningOf(text);
  if (meaning !== undefined) return meaning;
  throw unknownText(field, text);
}
