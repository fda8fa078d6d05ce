import type { ImportRecord } from "../kind/kind.ts";
import { nameKey } from "./names.ts";

/** The items, by `itemKey`, whose variations differ in price. */
export function itemsWithSeveralPrices(records: readonly ImportRecord[]): ReadonlySet<string> {
  const several = [...Map.groupBy(records, itemKey)].filter(([, rows]) =>
    // Variations are looked at only if it matters: nothing of them is kept.
    pricesDiffer(rows) && pricesDiffer(rows.filter(({ cell }) => cell("variation") !== ""))
  );
  return new Set(several.map(([key]) => key));
}

function pricesDiffer(rows: readonly ImportRecord[]): boolean {
  return new Set(rows.map(({ cell }) => cell("price"))).size > 1;
}

/** How the items of one file are distinguished. */
export function itemKey({ cell }: ImportRecord): string {
  return nameKey(`${cell("name")}\n${cell("category")}`);
}
