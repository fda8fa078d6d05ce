import type { StoredEvent } from "../restaurant/journal/outbox.ts";
import { HOUSE } from "../storage/schema/house.ts";

/** An address whose content changed. */
export interface ChangedResource {
  readonly uri: string;
  /** The number of the last event behind it, by location; an empty name is every location. */
  readonly sequences: Readonly<Record<string, number>>;
}

/** The addresses whose content some events changed, each once with the last events behind it. */
export function changedResources(events: readonly StoredEvent[]): ChangedResource[] {
  const changed = new Map<string, Record<string, number>>();
  for (const event of events) {
    for (const uri of resourcesOf(event)) {
      changed.getOrInsertComputed(uri, () => ({}))[event.location_id ?? HOUSE] = event.sequence;
    }
  }
  return Array.from(changed, ([uri, sequences]) => ({ uri, sequences }));
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
