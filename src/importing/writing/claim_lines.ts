import type { Change } from "../../orders/change.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import type { ClaimableLine } from "./claims.ts";

/** A thing that has lines with claims. */
interface WithLines {
  readonly id: string;
  readonly lines: readonly ClaimableLine[];
}

/** Lines that an import claimed: all of some things, a few of others. */
interface ClaimedLines {
  readonly whole: readonly string[];
  readonly parts: readonly { readonly id: string; readonly lineNumbers: readonly number[] }[];
}

/** Notes on the lines of orders that this import has seen them, so that no other row is they. */
export async function claimOrderLines(
  writer: Writer,
  changes: readonly Change<WithLines>[],
  importId: string,
): Promise<void> {
  const { whole, parts } = claimedLines(changes, importId);
  const claim = { import_id: importId };
  for (const ids of slices(whole, IDS_AT_ONCE)) {
    await writer.updateTable("order_lines").set(claim).where("order_id", "in", ids).execute();
  }
  for (const { id, lineNumbers } of parts) {
    await writer.updateTable("order_lines").set(claim)
      .where("order_id", "=", id).where("line_number", "in", lineNumbers).execute();
  }
}

/** The same for the lines of refunds. */
export async function claimRefundLines(
  writer: Writer,
  changes: readonly Change<WithLines>[],
  importId: string,
): Promise<void> {
  const { whole, parts } = claimedLines(changes, importId);
  const claim = { import_id: importId };
  for (const ids of slices(whole, IDS_AT_ONCE)) {
    await writer.updateTable("refund_lines").set(claim).where("refund_id", "in", ids).execute();
  }
  for (const { id, lineNumbers } of parts) {
    await writer.updateTable("refund_lines").set(claim)
      .where("refund_id", "=", id).where("line_number", "in", lineNumbers).execute();
  }
}

function claimedLines(changes: readonly Change<WithLines>[], importId: string): ClaimedLines {
  const stored = changes.filter(({ before }) => before !== null).map(({ after }) => ({
    id: after.id,
    lineNumbers: after.lines.flatMap((line, index) =>
      line.import_id === importId ? [index + 1] : []
    ),
    size: after.lines.length,
  }));
  return {
    whole: stored.filter(({ lineNumbers, size }) => lineNumbers.length === size)
      .map(({ id }) => id),
    parts: stored.filter(({ lineNumbers, size }) =>
      lineNumbers.length > 0 && lineNumbers.length < size
    ),
  };
}
