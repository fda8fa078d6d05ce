import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";
import { CREATED, HOUSE_OR_LOCATION } from "./words.ts";

/** The kinds of changes that can be put back. */
export type ChangeKind = "menu_item" | "availability" | "stock";
/** The types of events. */
export type EventKind =
  | "order_received"
  | "order_status_changed"
  | "menu_item_changed"
  | "availability_changed"
  | "stock_changed"
  | "sales_changed"
  /** Ingredients, recipes or prices of packs: nothing that one event could name. */
  | "catalog_changed"
  | "labour_changed"
  | "calendar_changed";

/** Row types: changes and events, for undoing and notifying. */
export interface JournalTables {
  changes: {
    id: string;
    kind: ChangeKind;
    subject_id: string;
    location_id: string | null;
    before: string;
    after: string;
    actor: string;
    changed_at: InstantText;
    undone_by: string | null;
  };
  idempotency_keys: {
    scope: string;
    key: string;
    digest: string;
    response: string;
    created_at: InstantText;
  };
  counters: {
    name: string;
    value: number;
  };
  location_counters: {
    location_id: string;
    name: string;
    value: number;
  };
  events: {
    location_id: string;
    sequence: number;
    kind: EventKind;
    subject_id: string;
    business_date: DateText | null;
    happened_at: InstantText;
    details: string;
  };
}

/** Changes and events, for undoing and notifying. */
export const JOURNAL: Descriptors<JournalTables> = {
  changes: {
    scope: "own or shared",
    key: ["id"],
    about: "Changes of menu, availability and stock that can be undone.",
    columns: {
      id: "Eight capital letters or digits: the change_id.",
      kind: "menu_item, availability or stock.",
      subject_id: "The menu item or ingredient that was changed.",
      location_id: "Where; null for a change that concerns every location.",
      before: "What was before, as JSON.",
      after: "What it was made, as JSON.",
      actor: "Who changed it.",
      changed_at: "UTC instant of the change.",
      undone_by: "The change that undid it; null if not undone.",
    },
  },
  idempotency_keys: {
    // Its scope column names the caller.
    scope: "common",
    key: ["scope", "key"],
    about: "Requests that were answered once, so that a repeated one counts once.",
    columns: {
      scope: "What kind of request it was, and whose.",
      key: "The caller's key.",
      digest: "SHA-256 of the request.",
      response: "The answer, as JSON.",
      created_at: CREATED,
    },
  },
  counters: {
    scope: "common",
    key: ["name"],
    about: "Numbers given out in sequence without a gap.",
    columns: {
      name: "What is counted.",
      value: "The last number given.",
    },
  },
  location_counters: {
    scope: "own or house",
    key: ["location_id", "name"],
    about: "Numbers that each location gives out for itself.",
    columns: {
      location_id: HOUSE_OR_LOCATION,
      name: "What is counted; with _before, what all locations counted together until they did.",
      value: "The last number given.",
    },
  },
  events: {
    scope: "own or house",
    key: ["location_id", "sequence"],
    about: "What happened, in order at each location, for those who watch.",
    columns: {
      location_id: HOUSE_OR_LOCATION,
      sequence: "1, 2, 3 at each location, without a gap.",
      kind: "order_received, order_status_changed, menu_item_changed, sales_changed and so on.",
      subject_id: "The order, menu item or ingredient that it happened to; of sales the location.",
      business_date: "Business date of the order or the sales; null for anything else.",
      happened_at: "UTC instant.",
      details: "What else is to be known, as JSON without any customer's text.",
    },
  },
};
