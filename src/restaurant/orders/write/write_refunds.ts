import { insertMany } from "../../../storage/bulk.ts";
import type { Writer } from "../../../storage/database.ts";
import { type Change, freshThings, knownThings } from "../model/change.ts";
import type { Refund } from "../model/order.ts";

/** Writes the rows of refunds and their lines, not the rollups: `writeSales` does both. */
export async function writeRefunds(
  writer: Writer,
  changes: readonly Change<Refund>[],
): Promise<void> {
  await insertMany(writer, "refunds", freshThings(changes).map(refundRow));
  for (const refund of knownThings(changes)) {
    const { id, location_id, ...row } = refundRow(refund);
    await writer.updateTable("refunds").set(row)
      .where("id", "=", id).where("location_id", "=", location_id).execute();
    await writer.deleteFrom("refund_lines").where("refund_id", "=", id).execute();
  }
  const refunds = changes.map(({ after }) => after);
  await insertMany(writer, "refund_lines", refunds.flatMap(refundLineRows));
}

/** Removes the rows of at most `IDS_AT_ONCE` refunds and of their lines, not the rollups. */
export async function removeRefunds(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer.deleteFrom("refund_lines").where("refund_id", "in", ids).execute();
  await writer.deleteFrom("refunds").where("id", "in", ids).execute();
}

function refundRow(refund: Refund) {
  const { refunded, lines: _lines, server = null, channel = null, ...row } = refund;
  return {
    ...row,
    server,
    channel,
    refunded_at: refunded.at,
    business_date: refunded.business_date,
    local_hour: refunded.local_hour,
  };
}

function refundLineRows({ id, location_id, lines }: Refund) {
  return lines.map((line, index) => ({
    location_id,
    refund_id: id,
    line_number: index + 1,
    source_key: line.source_key ?? null,
    import_id: line.import_id ?? null,
    menu_item_id: line.menu_item_id,
    name: line.name,
    category: line.category,
    quantity: line.quantity,
    amount: line.amount,
    tax: line.tax,
  }));
}
