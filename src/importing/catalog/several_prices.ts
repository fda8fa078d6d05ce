import type { ImportRecord } from "../kind/kind.ts";
import { nameKey } from "./names.ts";

/** The items, by `itemKey`, whose variations differ in price. */
export function itemsWithSeveralPrices(records: readonly ImportRecord[]): ReadonlySet<string> {
  const variations = Map.groupBy(records.filter(({ cell }) => cell("variation") !== ""), itemKey);
  const several = [...variations].filter(([, rows]) =>
    new Set(rows.map(({ cell }) => cell("price"))).size > 1
  );
  return new Set(several.map(([key]) => key));
}

/** What tells the items of one file apart. */
export function itemKey({ cell }: ImportRecord): string {
  return nameKey(`${cell("name")}\n${cell("category")}`);
}
