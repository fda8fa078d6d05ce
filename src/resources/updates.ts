import type { StoredEvent } from "../restaurant/journal/outbox.ts";

/** The addresses whose content some events changed, each once. */
export function changedResources(events: readonly StoredEvent[]): string[] {
  return [...new Set(events.flatMap(resourcesOf))];
}

function resourcesOf({ kind, subject_id, business_date }: StoredEvent): string[] {
  switch (kind) {
    case "order_received":
    case "order_status_changed":
    case "sales_changed":
      return ["restaurant://live_orders", `restaurant://orders/${business_date}`];
    case "menu_item_changed":
    case "availability_changed":
      return ["restaurant://menu_items", `restaurant://menu_items/${subject_id}`];
    case "stock_changed":
    case "catalog_changed":
    case "labour_changed":
    case "calendar_changed":
      return [];
  }
}
