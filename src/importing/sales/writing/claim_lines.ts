import type { Change } from "../../../restaurant/orders/model/change.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Writer } from "../../../storage/database.ts";
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

/** How claims are written down in one table. */
interface ClaimTable {
  /** All lines of these things. */
  whole(ids: readonly string[]): Promise<unknown>;
  /** These lines of one thing. */
  part(id: string, lineNumbers: readonly number[]): Promise<unknown>;
}

/** Notes on the lines of orders that this import has seen them, so that no other row is they. */
export async function claimOrderLines(
  writer: Writer,
  changes: readonly Change<WithLines>[],
  importId: string,
): Promise<void> {
  const lines = () => writer.updateTable("order_lines").set({ import_id: importId });
  await claim(claimedLines(changes, importId), {
    whole: (ids) => lines().where("order_id", "in", ids).execute(),
    part: (id, lineNumbers) =>
      lines().where("order_id", "=", id).where("line_number", "in", lineNumbers).execute(),
  });
}

/** The same for the lines of refunds. */
export async function claimRefundLines(
  writer: Writer,
  changes: readonly Change<WithLines>[],
  importId: string,
): Promise<void> {
  const lines = () => writer.updateTable("refund_lines").set({ import_id: importId });
  await claim(claimedLines(changes, importId), {
    whole: (ids) => lines().where("refund_id", "in", ids).execute(),
    part: (id, lineNumbers) =>
      lines().where("refund_id", "=", id).where("line_number", "in", lineNumbers).execute(),
  });
}

async function claim({ whole, parts }: ClaimedLines, table: ClaimTable): Promise<void> {
  for (const ids of slices(whole, IDS_AT_ONCE)) await table.whole(ids);
  for (const { id, lineNumbers } of parts) await table.part(id, lineNumbers);
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
