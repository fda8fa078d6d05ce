import type { TableBlock } from "../../report/model.ts";
import { openedOn } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { ReportRequest } from "./request.ts";

/** An order that was cancelled. */
export interface Cancellation {
  readonly number: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string | null;
}

/** Orders of a period that were cancelled, by whom and why. */
export async function readCancellations(
  reader: Reader,
  { period, locations }: ReportRequest,
): Promise<Cancellation[]> {
  return await reader.selectFrom("order_progress")
    .innerJoin("orders", "orders.id", "order_progress.order_id")
    .select(["orders.number", "order_progress.at", "order_progress.actor", "order_progress.reason"])
    .where("orders.location_id", "in", locations.map(({ id }) => id))
    .where(openedOn(period))
    .where("order_progress.status", "=", "cancelled")
    .orderBy("order_progress.at").orderBy("orders.number")
    .execute();
}

/**
 * Cancelled orders as a table.
 *
 * @param showsNames Whether it says who cancelled them.
 */
export function cancellationsTable(
  cancellations: readonly Cancellation[],
  showsNames = false,
): TableBlock {
  return {
    type: "table",
    key: "cancellations",
    title: "Cancelled orders",
    columns: [
      { key: "order", label: "Order", kind: "text" },
      { key: "at", label: "At (UTC)", kind: "text" },
      ...(showsNames ? [{ key: "actor", label: "By", kind: "text" } as const] : []),
      { key: "reason", label: "Reason", kind: "text" },
    ],
    rows: cancellations.map((
      { number, at, actor, reason },
    ) => [number, at, ...(showsNames ? [actor] : []), reason]),
  };
}
