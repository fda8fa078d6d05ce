import { sum } from "../../values/sum.ts";
import type { Amount, TableBlock, Value } from "../../report/model.ts";
import { counted } from "../../values/counted.ts";
import { fromMilli, type Milli } from "../../values/money.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import type { InventoryLine } from "../inventory/read_inventory.ts";
import { worth } from "../inventory/worth.ts";
import { readable } from "./readable.ts";
import type { LedgerLine, WasteEntry } from "./stock_ledger.ts";

/** A quantity with the unit of its ingredient. */
export function measured(quantity: Milli, { unit }: Pick<Ingredient, "unit">): Amount {
  return { amount: fromMilli(quantity), unit };
}

/** The stock now at each location, the most urgent first, and its value. */
export function onHandTable(
  lines: readonly InventoryLine[],
  names: ReadonlyMap<string, string>,
  currency: string,
): TableBlock {
  const value = ({ on_hand, ingredient }: InventoryLine) =>
    on_hand === null ? null : worth(on_hand, ingredient);
  return {
    type: "table",
    key: "on_hand",
    title: "On hand now, most urgent first",
    columns: [
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "location", label: "Location", kind: "text" },
      { key: "state", label: "State", kind: "text" },
      { key: "on_hand", label: "On hand", kind: "quantity" },
      { key: "days", label: "Days", kind: "quantity", decimals: 1 },
      { key: "par", label: "Par", kind: "quantity" },
      { key: "value", label: "Value", kind: "money", unit: currency, isSummed: true },
    ],
    rows: lines.map((line): Value[] => [
      line.ingredient.name,
      names.get(line.location_id) ?? line.location_id,
      line.state === "ok" ? "OK" : readable(line.state),
      line.on_hand === null ? null : measured(line.on_hand, line.ingredient),
      line.tenths === Infinity ? null : line.tenths / 10,
      line.supply.par_level === 0 ? null : measured(line.supply.par_level, line.ingredient),
      value(line),
    ]),
    total: ["Total", null, null, null, null, null, sum(lines.map((line) => value(line) ?? 0))],
  };
}

/** From the opening to the closing balance of each ingredient; each row adds up. */
export function movementsTable(ledger: readonly LedgerLine[]): TableBlock {
  const kinds = [
    ["first_count", "First count"],
    ["received", "Received"],
    ["sold", "Sold"],
    ["returned", "Returned"],
    ["waste", "Waste"],
    ["transfer", "Transfers"],
    ["adjustment", "Adjusted"],
    ["count", "Counts"],
  ] as const;
  const undone = sum(ledger.map((line) => line.undone));
  const used = kinds.filter(([kind]) => ledger.some(({ moved }) => moved.has(kind)));
  return {
    type: "table",
    key: "movements",
    columns: [
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "unit", label: "Unit", kind: "text" },
      { key: "opening", label: "Opening", kind: "quantity" },
      ...used.map(([key, label]) => ({ key, label, kind: "quantity" as const })),
      { key: "closing", label: "Closing", kind: "quantity" },
    ],
    rows: ledger.map(({ ingredient, opening, closing, moved }) => [
      ingredient.name,
      ingredient.unit,
      fromMilli(opening),
      ...used.map(([kind]) => fromMilli(moved.get(kind) ?? 0)),
      fromMilli(closing),
    ]),
    ...(undone > 0 && { footnote: `Adjusted includes ${undoneText(undone)}.` }),
  };
}

function undoneText(counts: number): string {
  return `${counted(counts, "count")} that ${counts === 1 ? "was" : "were"} undone`;
}

/** All recorded waste. */
export function wasteTable(
  waste: readonly WasteEntry[],
  names: ReadonlyMap<string, string>,
  currency: string,
): TableBlock {
  return {
    type: "table",
    key: "waste",
    title: "Waste, dearest first",
    columns: [
      { key: "date", label: "Date", kind: "date" },
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "location", label: "Location", kind: "text" },
      { key: "quantity", label: "Quantity", kind: "quantity" },
      { key: "reason", label: "Reason", kind: "text" },
      { key: "value", label: "Value", kind: "money", unit: currency, isSummed: true },
    ],
    rows: waste.map(({ business_date, ingredient, location_id, quantity, reason }): Value[] => [
      business_date,
      ingredient.name,
      names.get(location_id) ?? location_id,
      measured(quantity, ingredient),
      reason,
      worth(quantity, ingredient),
    ]),
    total: [
      ...["Total", null, null, null, null],
      sum(waste.map(({ quantity, ingredient }) => worth(quantity, ingredient))),
    ],
  };
}

/** Suggested orders, one table for each supplier. */
export function orderTables(
  lines: readonly InventoryLine[],
  names: ReadonlyMap<string, string>,
  currency: string,
): TableBlock[] {
  const wanted = lines.filter(({ order_packs }) => order_packs > 0);
  const suppliers = Map.groupBy(wanted, ({ ingredient }) => ingredient.supplier);
  return [...suppliers].toSorted(([a], [b]) => a < b ? -1 : 1).map(([supplier, some], at) => ({
    type: "table",
    key: `order_${at + 1}`,
    title: supplier,
    columns: [
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "location", label: "Location", kind: "text" },
      { key: "on_hand", label: "On hand", kind: "quantity" },
      { key: "packs", label: "Packs", kind: "count" },
      { key: "pack", label: "Pack", kind: "quantity" },
      { key: "cost", label: "Cost", kind: "money", unit: currency, isSummed: true },
    ],
    rows: some.map((line): Value[] => [
      line.ingredient.name,
      names.get(line.location_id) ?? line.location_id,
      line.on_hand === null ? null : measured(line.on_hand, line.ingredient),
      line.order_packs,
      measured(line.ingredient.pack_size, line.ingredient),
      line.order_cost,
    ]),
    total: ["Total", null, null, null, null, sum(some.map(({ order_cost }) => order_cost))],
  }));
}
