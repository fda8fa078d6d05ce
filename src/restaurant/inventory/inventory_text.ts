import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { InventoryAnswer } from "./inventory_answer.ts";
import { counted } from "../../values/counted.ts";

/** The stock in words and two small tables, for clients that show only text. */
export function inventoryText(inventory: InventoryAnswer): string {
  const { location, filter, matching, items, next_cursor, notes, basis } = inventory;
  const place = location === "all" ? "all locations" : location;
  return [
    `Stock, ${place}, filter ${filter}: ${items.length} of ${
      counted(matching, "ingredient")
    }, most urgent ` +
    `first.${next_cursor === undefined ? "" : ` More with cursor ${next_cursor}.`}`,
    ...itemTable(items),
    ...supplierTable(inventory),
    ...notes,
    `Basis: on hand = ${basis.on_hand}. Order = ${basis.order}. Usage = ${basis.usage_per_day}${
      basis.usage_windows.map(({ location, date, end_date }) =>
        `; ${location} ${date} to ${end_date}`
      ).join("")
    }. As of ${basis.as_of}.`,
  ].join("\n");
}

function itemTable(items: InventoryAnswer["items"]): string[] {
  if (items.length === 0) return [];
  return [
    "state | ingredient | location | on hand | counted | usage a day | days | reorder at | par | order",
    ...items.map((item) =>
      [
        item.state,
        `${item.name} (${item.item_id})`,
        item.location,
        item.on_hand === null ? "n/a" : `${item.on_hand} ${item.unit}`,
        item.counted_at ?? "never",
        item.usage_per_day,
        item.days_on_hand ?? "n/a",
        item.reorder_point ?? "n/a",
        item.par ?? "n/a",
        item.order_packs === 0
          ? item.on_order === 0 ? "-" : `${item.on_order} ${item.unit} on order`
          : `${item.order_packs} x ${item.pack_size} ${item.unit} from ${item.supplier}`,
      ].join(" | ")
    ),
  ];
}

function supplierTable({ suppliers, omitted_suppliers }: InventoryAnswer): string[] {
  if (suppliers.length === 0) return [];
  return [
    "supplier | location | to order | running out | cost",
    ...suppliers.map(({ supplier, location, to_order, run_out, order_cost, currency }) =>
      [
        supplier,
        location,
        to_order,
        run_out,
        `${formatDecimal(order_cost, minorDigits(currency))} ${currency}`,
      ].join(" | ")
    ),
    ...(omitted_suppliers === undefined ? [] : [`${omitted_suppliers} more suppliers.`]),
  ];
}
