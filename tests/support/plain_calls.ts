import type { Registry } from "../../src/mcp/registry.ts";

/** Calls that are answered past the library, with answers of every kind; writes are refused ones. */
export function plainCallsOf(
  { tools }: Pick<Registry, "tools">,
): (readonly [name: string, args: unknown])[] {
  return [
    ...tools.filter(({ isWrite }) => !isWrite).flatMap(({ definition: { name } }) => [
      [name, {}] as const,
      [name, { nonsense: "\u2028 \ud800 \u0000 <b>" }] as const,
    ]),
    ["get_sales_data", { date: "2026-12-30" }],
    ["get_sales_data", { date: "2026-12-01", end_date: "2026-12-31", group_by: "item" }],
    ["get_sales_data", { date: "2026-12-01", end_date: "last_week", compare_to: "previous_year" }],
    ["get_sales_data", { date: "2026-13-45" }],
    ["get_sales_data", { date: null, location: "Nirgendwo 🍕" }],
    ["search_orders", { date: "2026-12-30", limit: 5 }],
    ["get_menu", { text: "é" }],
    ["process_order", { order_data: { items: [] } }],
    ["update_menu_item", { item_id: "NOSUCH00", updates: { name: "x" } }],
    ["undo_change", { change_id: "NOSUCH00" }],
  ];
}
