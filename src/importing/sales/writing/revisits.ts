import type { Order, OrderLine } from "../../../restaurant/orders/model/order.ts";
import { isOwnId, lineKey } from "./line_key.ts";
import type { ItemRow, Merged } from "./merge_order.ts";

/** A line that a file added to an order that was known before. */
export interface FreshLine {
  readonly key: string;
  /** How its row was paid; null if the file does not say. */
  readonly method: string | null;
}

/**
 * What a file contains of an order that was stored before and has stored lines that the file has
 * not matched.
 */
export interface Revisit {
  /** UTC instant at which the order was opened, before the import. */
  readonly opened: string;
  /** UTC instant of the order's first row in the file. */
  readonly first: string;
  /** Whether a row of the file matches a line that was stored before. */
  readonly hasCommon: boolean;
  readonly fresh: readonly FreshLine[];
}

/** Revisited orders of one import, by their id. */
export type Revisits = Map<string, Revisit>;

/** Whether a line without an id of its own was imported before, and not matched by this import. */
export function isUnmet(
  { source_key, import_id }: Pick<OrderLine, "source_key" | "import_id">,
  importId: string,
): boolean {
  return source_key !== undefined && !isOwnId(source_key) && import_id !== importId;
}

/**
 * Keeps in mind what some rows said of an order until all of its stored lines are met: the rows of
 * one order may be far apart, so what is missing is known after the last one.
 */
export function noteRevisit(
  revisits: Revisits,
  before: Order,
  rows: readonly ItemRow[],
  { after, outcomes }: Pick<Merged<Order>, "after" | "outcomes">,
  importId: string,
): void {
  if (!after.lines.some((line) => isUnmet(line, importId))) return void revisits.delete(before.id);
  const known = revisits.get(before.id);
  const taken = rows.filter((_, at) => outcomes[at]?.effect === "taken");
  revisits.set(before.id, {
    opened: known?.opened ?? before.opened.at,
    first: earliest([...rows.map(({ row }) => row.moment.at), ...known ? [known.first] : []]),
    hasCommon: (known?.hasCommon ?? false) || taken.length < rows.length,
    fresh: [
      ...known?.fresh ?? [],
      ...taken.map(({ row }) => ({ key: lineKey(row), method: row.payment?.method ?? null })),
    ],
  });
}

function earliest(instants: readonly string[]): string {
  return instants.reduce((first, at) => at < first ? at : first);
}
