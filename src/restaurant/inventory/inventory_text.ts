import { columns } from "../../report/columns.ts";
import type { TableBlock } from "../../report/model.ts";
import { toText } from "../../report/to_text.ts";
import { nearestMinor } from "../../values/money.ts";
import type { InventoryAnswer } from "./inventory_answer.ts";
import { counted } from "../../values/counted.ts";

/** The stock in words and two small tables, for clients that show only text. */
export function inventoryText(inventory: InventoryAnswer): string {
  const { location, filter, matching, items, next_cursor, notes, basis } = inventory;
  const place = location === "all" ? "all locations" : location;
  const windows = basis.usage_windows.map(({ location, date, end_date }) =>
    `; ${location} ${date} to ${end_date}`
  );
  return toText({
    title: `Stock, ${place}, filter ${filter}: ${items.length} of ` +
      `${counted(matching, "ingredient")}, most ` +
      `urgent first.${next_cursor === undefined ? "" : ` More with cursor ${next_cursor}.`}`,
    sections: [{ blocks: [itemTable(items), supplierTable(inventory)] }],
    notes: [...notes, basis.today],
    basis: [
      { term: "on hand", text: basis.on_hand },
      { term: "states", text: basis.states },
      { term: "order", text: basis.order },
      { term: "usage a day", text: `${basis.usage_per_day}${windows.join("")}` },
    ],
    as_of: basis.as_of,
  });
}

function itemTable(items: InventoryAnswer["items"]): TableBlock {
  return {
    type: "table",
    key: "items",
    columns: [
      ...columns("text", "state", "ingredient", "location"),
      ...columns("quantity", "on hand"),
      ...columns("text", "counted"),
      ...columns("quantity", "usage a day", "days", "reorder at", "par"),
      ...columns("text", "next delivery", "order"),
    ],
    rows: items.map((item) => [
      item.runs_out_on === undefined ? item.state : `${item.state} ${item.runs_out_on}`,
      `${item.name} (${item.item_id})`,
      item.location,
      item.on_hand === null ? null : { amount: item.on_hand, unit: item.unit },
      item.counted_at ?? "never",
      item.usage_per_day,
      item.days_on_hand,
      item.reorder_point,
      item.par,
      deliveryCell(item),
      orderCell(item),
    ]),
  };
}

function deliveryCell(
  { next_delivery, on_order, unit }: InventoryAnswer["items"][number],
): string {
  return on_order === 0 ? next_delivery : `${next_delivery}: ${on_order} ${unit} on order`;
}

function orderCell(
  { order_packs, order_note, pack_size, unit, supplier }: InventoryAnswer["items"][number],
): string {
  const order = order_packs > 0 ? `${order_packs} x ${pack_size} ${unit} from ${supplier}` : "-";
  return order_note === undefined ? order : `${order} (${order_note})`;
}

function supplierTable({ suppliers, omitted_suppliers }: InventoryAnswer): TableBlock {
  return {
    type: "table",
    key: "suppliers",
    columns: [
      ...columns("text", "supplier", "location"),
      ...columns("count", "ingredients to order", "ingredients running out"),
      ...columns("money", "cost"),
    ],
    rows: suppliers.map(({ supplier, location, to_order, run_out, order_cost, currency }) => [
      supplier,
      location,
      to_order,
      run_out,
      { amount: nearestMinor(order_cost, currency), unit: currency },
    ]),
    ...(omitted_suppliers !== undefined && { footnote: `${omitted_suppliers} more suppliers.` }),
  };
}
