import type { Amounts } from "./amounts.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import type { RowKind } from "../formats/format.ts";
import type { SalesRow } from "./sales_row.ts";

/** The numbers of a row without their signs. */
export type RowSize = Pick<SalesRow, "quantity" | "gross" | "discount" | "tax">;

/** The type of a row, from its words and its signs: negative amounts are refunds. */
export function kindBySign(kind: RowKind, { quantity, gross }: Amounts): RowKind {
  return quantity < 0 || gross < 0 ? { ...kind, event: "refund" } : kind;
}

/**
 * The numbers of a row without their signs.
 *
 * @throws {RowProblem} if they are not those of a sale or a refund.
 */
export function sizeOf(kind: RowKind, amounts: Amounts): RowSize {
  const gross = Math.abs(amounts.gross);
  const quantity = Math.abs(amounts.quantity);
  const tax = kind.event === "refund" ? Math.abs(amounts.tax) : amounts.tax;
  const { discount } = amounts;
  if (kind.voided) return { quantity, gross, discount: Math.min(discount, gross), tax };
  if (discount < 0) throw new RowProblem("net", "is more than gross");
  if (discount > gross) throw new RowProblem("discount", "is more than gross");
  return { quantity, gross, discount, tax };
}

/** Why a readable row is not imported; undefined if it is. */
export function reasonToSkip(kind: RowKind, { quantity, gross }: RowSize): string | undefined {
  if (kind.event === "refund" && kind.gift_card) {
    return "refund of a gift card, which is not a sale";
  }
  if (quantity > 0 || kind.event === "refund") return undefined;
  if (gross === 0 || kind.voided) return "nothing was sold (quantity 0)";
  throw new RowProblem("quantity", "is zero, though there is a price");
}
