import { toMajor } from "../../values/money.ts";
import type { InventoryAnswer } from "./inventory_answer.ts";
import type { InventoryLine } from "./read_inventory.ts";

/** An order to one supplier for one location. */
export type SupplierOrder = InventoryAnswer["suppliers"][number];

/** The orders for some lines: the most urgent first, then the largest. */
export function supplierOrders(lines: readonly InventoryLine[]): SupplierOrder[] {
  const wanted = lines.filter((line) => line.order_packs > 0 || isRunningOut(line));
  const groups = Map.groupBy(
    wanted,
    ({ location_id, ingredient: { supplier, currency } }) =>
      [location_id, currency, supplier].join("\n"),
  );
  return [...groups.values()].flatMap(orderOf).sort(byUrgency);
}

function orderOf(lines: readonly InventoryLine[]): SupplierOrder[] {
  const [first] = lines;
  if (first === undefined) return [];
  const { supplier, currency } = first.ingredient;
  const cost = lines.reduce((sum, { order_cost }) => sum + order_cost, 0);
  return [{
    supplier,
    location: first.location_id,
    to_order: lines.filter(({ order_packs }) => order_packs > 0).length,
    run_out: lines.filter(isRunningOut).length,
    order_cost: toMajor(cost, currency),
    currency,
  }];
}

function isRunningOut({ state }: InventoryLine): boolean {
  return state === "out" || state === "runs_out";
}

function byUrgency(a: SupplierOrder, b: SupplierOrder): number {
  if (a.run_out !== b.run_out) return b.run_out - a.run_out;
  if (a.order_cost !== b.order_cost) return b.order_cost - a.order_cost;
  return `${a.supplier} ${a.location}` < `${b.supplier} ${b.location}` ? -1 : 1;
}
