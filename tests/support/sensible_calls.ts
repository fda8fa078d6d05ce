import { SECTIONS } from "../../src/restaurant/analytics/section.ts";
import { GROUPINGS } from "../../src/restaurant/sales/groupings.ts";
import { COMPARISONS } from "../../src/values/period.ts";
import { toBase64Url } from "../../src/values/base64url.ts";
import { BEEF, BUNS, LETTUCE } from "./pantry.ts";
import { BURGER, COLA, HARBOUR, SALAD } from "./sales.ts";
import { FOREIGN_ORDER, HERE, type Known, MARK } from "./two_places.ts";

type Args = Readonly<Record<string, unknown>>;

const WHOLE = { date: "2026-12-01", end_date: "2026-12-31" };
/** Every way to name a place: own, others by id, name and nearly so, none. */
const PLACES = [undefined, HERE, HARBOUR.id, HARBOUR.name, " HARBOUR ", "lisbon", `Lisbon ${MARK}`];
const OWN_ORDER = "HERE1XXX";
const IDS = [FOREIGN_ORDER, "FOREIGN0", "FFEEDBK1", "FREFUND1", "IMPORT00"];

const at = (location: string | undefined) => location === undefined ? {} : { location };

/**
 * The arguments for each tool in the tests of the boundary between locations: sensible calls, and
 * those that reach for another location. A new tool needs an entry.
 */
export function toolCalls({ changes, foreign }: Known): Readonly<Record<string, readonly Args[]>> {
  return {
    get_sales_data: [
      ...PLACES.map((place) => ({ ...WHOLE, ...at(place) })),
      ...GROUPINGS.map((group_by) => ({ ...WHOLE, group_by })),
      ...GROUPINGS.map((group_by) => ({ ...WHOLE, group_by, location: HARBOUR.id })),
      ...COMPARISONS.map((compare_to) => ({ date: "2026-12-30", compare_to })),
      { date: "1999-01-01" },
    ],
    get_analytics: [
      ...PLACES.map((place) => ({ date_range: "2026-12-01..2026-12-30", ...at(place) })),
      ...SECTIONS.map((section) => ({ date_range: "2026-12", sections: [section] })),
      { date_range: "2026-12", location: HARBOUR.id, sections: [...SECTIONS] },
      { date_range: "1999" },
    ],
    forecast_demand: [
      ...PLACES.map((place) => ({ horizon_days: 7, ...at(place) })),
      ...[SALAD.name, FOREIGN_ORDER].map((item) => ({ horizon_days: 28, location: HERE, item })),
    ],
    get_menu: [
      ...PLACES.map((place) => ({ ...at(place), only_unavailable: true })),
      { text: "Salad" },
      { text: FOREIGN_ORDER },
    ],
    get_live_orders: PLACES.map((place) => ({ ...at(place), limit: 100 })),
    search_orders: [
      ...PLACES.map((place) => ({ ...at(place), limit: 3 })),
      ...[MARK, "Guest", "of ours", "Salad", FOREIGN_ORDER].map((text) => ({ text, limit: 100 })),
      ...["received", "preparing", "ready", "completed", "cancelled"].map((status) => ({ status })),
      { ...WHOLE, min_total: 1, max_total: 1000, order_type: "dine_in" },
      { cursor: toBase64Url(`2026-12-30T23:00:00Z ${FOREIGN_ORDER}`) },
    ],
    process_order: [
      ...PLACES.map((place) => ({ order_data: orderOf({ location: place ?? "" }) })),
      { order_data: orderOf({}), idempotency_key: "once" },
      { order_data: orderOf({}), idempotency_key: "once" },
      { order_data: orderOf({ order_type: "delivery", guests: undefined, table: undefined }) },
      { order_data: orderOf({ items: [{ menu_item_id: BURGER.menu_item_id, quantity: 99 }] }) },
      { order_data: orderOf({ items: [{ menu_item_id: COLA.menu_item_id, quantity: 44 }] }) },
      ...IDS.map((id) => ({ order_data: orderOf({ items: [{ menu_item_id: id, quantity: 1 }] }) })),
    ],
    update_order_status: [
      ...IDS.flatMap((order_id) =>
        ["received", "preparing", "ready", "completed"].map((status) => ({ order_id, status }))
      ),
      { order_id: FOREIGN_ORDER, status: "cancelled", reason: "Nobody came" },
      { order_id: OWN_ORDER, status: "preparing" },
      { order_id: "HERE9XXX", status: "cancelled", reason: "Nobody came" },
    ],
    update_menu_item: [
      { item_id: BURGER.menu_item_id, updates: { price: 11 } },
      { item_id: FOREIGN_ORDER, updates: { name: "Mine" } },
    ],
    set_item_availability: [
      ...PLACES.map((place) => ({
        item_id: SALAD.menu_item_id,
        availability: "limited",
        remaining: 9,
        ...at(place),
      })),
      { item_id: COLA.menu_item_id, availability: "in_stock" },
      { item_id: FOREIGN_ORDER, availability: "out_of_stock" },
    ],
    get_inventory: [
      ...PLACES.map((place) => at(place)),
      ...["out", "low", "below_par"].map((filter) => ({ filter, horizon_days: 30 })),
      { limit: 1 },
      { cursor: toBase64Url(`0 0 ${BEEF.id} harbour`), limit: 2 },
    ],
    update_inventory: [
      ...PLACES.map((place) => ({ item_id: BEEF.id, quantity: 4000, ...at(place) })),
      ...PLACES.map((place) => ({
        item_id: BUNS.id,
        movement: "transfer",
        quantity: 1,
        location: HERE,
        ...(place !== undefined && { to_location: place }),
      })),
      {
        item_id: BUNS.id,
        movement: "transfer",
        quantity: 1,
        location: "lisbon",
        to_location: HERE,
      },
      { item_id: LETTUCE.id, movement: "waste", quantity: 3, idempotency_key: "waste" },
      ...IDS.map((item_id) => ({ item_id, quantity: 1 })),
    ],
    draft_purchase_orders: [...PLACES.map(at), { supplier: "Butcher" }],
    update_purchase_order: IDS.flatMap((purchase_order_id) =>
      ["place", "receive", "drop"].map((action) => ({ purchase_order_id, action }))
    ),
    search_feedback: [
      ...PLACES.map((place) => ({ ...at(place), limit: 3 })),
      ...[MARK, "ours", "food"].map((text) => ({ text })),
      { alert: "any" },
      { date_range: "2026-12", aspect: "food", sentiment: "negative", rating: "1-2" },
      { item: BURGER.menu_item_id },
      { cursor: toBase64Url("1 2026-12-30T23:00:00Z FFEEDBK1") },
    ],
    analyze_customer_feedback: IDS.map((feedback_id) => ({ feedback_id })),
    reply_to_feedback: IDS.flatMap((feedback_id) => [
      { feedback_id, reply: "Thank you for telling us." },
      { feedback_id, reply: "You get a full refund.", status: "sent" },
    ]),
    undo_change: [
      ...Object.values(foreign).map((change_id) => ({ change_id })),
      { change_id: changes.menu },
      { change_id: changes.stock },
      { change_id: changes.stock },
      ...IDS.map((change_id) => ({ change_id })),
    ],
    generate_report: [
      ...PLACES.map((place) => ({
        report_type: "sales",
        start_date: "2026-12",
        format: "json",
        ...(place !== undefined && { filters: { location: place } }),
      })),
      ...["inventory", "customer", "close"].map((report_type) => ({
        report_type,
        start_date: report_type === "close" ? "2026-12-30" : "2026-12",
        format: "json",
      })),
      ...[
        { item: SALAD.name },
        { item: FOREIGN_ORDER },
        { server: MARK },
        { channel: MARK },
        { category: "Mains" },
        { order_type: "dine_in" },
      ].map((filters) => ({
        report_type: "sales",
        start_date: "2026-12",
        format: "json",
        filters,
      })),
      ...[{ aspect: "food" }, { channel: "google" }, { item: BURGER.menu_item_id }].map((
        filters,
      ) => ({
        report_type: "customer",
        start_date: "2026-12",
        format: "json",
        filters,
      })),
      ...IDS.map((purchase_order) => ({
        report_type: "purchase_order",
        format: "csv",
        filters: { purchase_order },
      })),
    ],
    health_check: [{}],
  };
}

function orderOf(parts: Args): Args {
  return {
    location: HERE,
    order_type: "dine_in",
    guests: 2,
    table: "4",
    customer_name: "Ada",
    items: [{ menu_item_id: SALAD.menu_item_id, quantity: 1, notes: "No onions" }],
    ...parts,
  };
}

/** The same for resources and templates, by their names: addresses to read. */
export const RESOURCE_READS: Readonly<Record<string, readonly string[]>> = {
  menu_items: ["restaurant://menu_items"],
  menu_item: [BURGER.menu_item_id, COLA.menu_item_id, ...IDS]
    .map((id) => `restaurant://menu_items/${id}`),
  orders: Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, "0"))
    .map((day) => `restaurant://orders/2026-12-${day}`),
  live_orders: ["restaurant://live_orders"],
  live_order_events: ["0", "999999"].map((since) => `restaurant://live_orders?since=${since}`),
  locations: ["restaurant://locations"],
  database_schema: ["restaurant://config/database_schema"],
  database_table: ["restaurant://config/database_schema/orders"],
  report: IDS.map((id) => `restaurant://reports/${id}`),
  audit_latest: ["restaurant://audit/latest"],
  status: ["restaurant://status"],
  view: ["ui://restaurant/view"],
};

/** The same for prompts: arguments to get them with. */
export const PROMPT_ARGUMENTS: Readonly<
  Record<string, readonly Readonly<Record<string, string>>[]>
> = {
  daily_briefing: [...PLACES.map(at), { date: "2026-12-30" }],
  weekly_review: [...PLACES.map(at), { week_ending: "2026-12-30" }],
  restock_plan: PLACES.map(at),
  menu_review: [...PLACES.map(at), WHOLE],
  feedback_digest: PLACES.map(at),
};

/** Texts for completions. */
export const WRITTEN = [
  "",
  "h",
  "H",
  "har",
  "lis",
  "down",
  "2026",
  "2026-12-2",
  MARK,
  "F",
  "Cheese",
];
