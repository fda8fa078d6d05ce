import type { TableBlock, Value } from "../../report/model.ts";
import type { Milli, Minor } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { worth } from "../inventory/worth.ts";
import { measured } from "./stock_blocks.ts";
import type { LedgerLine, WasteEntry } from "./stock_ledger.ts";

/** How an ingredient was used in a period, and what of it is a loss. */
export interface StockUse {
  readonly ingredient: Ingredient;
  /** By the recipes of what was sold. */
  readonly theoretical: Milli;
  readonly waste: Milli;
  /** What counts found missing, negative if they found more; null without a second count. */
  readonly unexplained: Milli | null;
  readonly waste_cost: Minor;
  readonly unexplained_cost: Minor | null;
  /** Both costs together: rounded as they are, so that sums of them agree. */
  readonly loss: Minor;
}

/** The use of each ingredient, the largest loss first. */
export function stockUse(
  ledger: readonly LedgerLine[],
  waste: readonly WasteEntry[],
): StockUse[] {
  const wasted = Map.groupBy(waste, ({ ingredient }) => ingredient.id);
  return ledger.map(({ ingredient, moved }) => {
    const counted = moved.get("count");
    const unexplained = counted === undefined ? null : 0 - counted;
    const unexplained_cost = unexplained === null ? null : worth(unexplained, ingredient);
    const entries = wasted.get(ingredient.id) ?? [];
    const waste_cost = sum(entries.map(({ quantity }) => worth(quantity, ingredient)));
    return {
      ingredient,
      theoretical: 0 - ((moved.get("sold") ?? 0) + (moved.get("returned") ?? 0)),
      waste: 0 - (moved.get("waste") ?? 0),
      unexplained,
      waste_cost,
      unexplained_cost,
      loss: waste_cost + (unexplained_cost ?? 0),
    };
  }).toSorted((a, b) => b.loss - a.loss);
}

/** What counts found missing in all; null if nothing was counted twice. */
export function missingCost(uses: readonly StockUse[]): Minor | null {
  const known = uses.map(({ unexplained_cost }) => unexplained_cost)
    .filter((cost) => cost !== null);
  return known.length === 0 ? null : sum(known);
}

/** The usage by recipes against the usage by counts. */
export function usageTable(uses: readonly StockUse[], currency: string): TableBlock {
  return {
    type: "table",
    key: "usage",
    title: "Theoretical against actual use",
    columns: [
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "theoretical", label: "By recipe", kind: "quantity" },
      { key: "waste", label: "Waste", kind: "quantity" },
      { key: "unexplained", label: "Unexplained", kind: "quantity" },
      { key: "actual", label: "Actual", kind: "quantity" },
      { key: "loss", label: "Loss", kind: "money", unit: currency, isSummed: true },
    ],
    rows: uses.map(({ ingredient, theoretical, waste, unexplained, loss }): Value[] => [
      ingredient.name,
      measured(theoretical, ingredient),
      measured(waste, ingredient),
      unexplained === null ? null : measured(unexplained, ingredient),
      unexplained === null ? null : measured(theoretical + waste + unexplained, ingredient),
      loss,
    ]),
    total: ["Total", null, null, null, null, sum(uses.map(({ loss }) => loss))],
    footnote: "Unexplained is what counts found missing, negative if they found more. An " +
      "ingredient has no actual use without a count in the period and one before it.",
  };
}
