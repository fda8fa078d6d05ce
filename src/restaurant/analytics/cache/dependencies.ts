import type { DateText } from "../../../values/business_day.ts";
import type { StoredEvent } from "../../journal/outbox.ts";
import { SECTION_LIST } from "../answer/section_list.ts";
import type { SectionName } from "../section.ts";

/** The data that an analysis depends on. */
export interface Dependencies {
  readonly location_ids: ReadonlySet<string>;
  /** The last business date that it looked at: sales after it change nothing. */
  readonly until: DateText;
  /** Empty for the short answer. */
  readonly sections: ReadonlySet<SectionName>;
}

/** Whether an event may invalidate an analysis. */
export function isTouched(
  { location_ids, until, sections }: Dependencies,
  { kind, location_id, business_date }: StoredEvent,
): boolean {
  const isHere = location_id === null || location_ids.has(location_id);
  switch (kind) {
    case "sales_changed":
      return isHere && (business_date === null || business_date <= until);
    case "stock_changed":
    case "labour_changed":
      return isHere &&
        sections.values().some((name) => SECTION_LIST[name].outdatedBy.includes(kind));
    case "menu_item_changed":
    case "catalog_changed":
      return true;
    case "calendar_changed":
      return isHere;
    case "order_received":
    case "order_status_changed":
    case "availability_changed":
      return false;
  }
}
