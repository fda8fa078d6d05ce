import type { ImportRecord } from "../kind/kind.ts";
import { nameKey } from "./names.ts";

/** Name that Square gives to the only variation of an item. */
const ONLY_VARIATION = /^(regular)?$/i;

/** The rows of a menu by what they are about. */
interface SplitRows {
  readonly items: ImportRecord[];
  /** Rows about variations, of one item each. */
  readonly varied: ImportRecord[][];
}

/**
 * Separates rows about an item from those about one of its variations. An item whose only variation
 * is called Regular is sold without.
 */
export function splitVariations(records: readonly ImportRecord[]): SplitRows {
  const byItem = [...Map.groupBy(records, itemKey).values()].map((rows) =>
    rows.every(({ cell }) => ONLY_VARIATION.test(cell("variation")))
      ? { items: rows, varied: [] }
      : Object.groupBy(rows, ({ cell }) => cell("variation") === "" ? "items" : "varied")
  );
  return {
    items: byItem.flatMap(({ items = [] }) => items),
    varied: byItem.flatMap(({ varied = [] }) => varied.length > 0 ? [varied] : []),
  };
}

/** How the items of one file are distinguished. */
function itemKey({ cell }: ImportRecord): string {
  return nameKey(`${cell("name")}\n${cell("category")}`);
}
