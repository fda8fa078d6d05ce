/*
 * The tables, as types. Conventions, on every engine:
 * money is an integer in minor units, quantities are integers in thousandths, instants are UTC
 * text `YYYY-MM-DDTHH:MM:SSZ`, dates are text `YYYY-MM-DD`, flags are 0 or 1.
 * What each table and column means is in tables/.
 */
import type { DateText } from "../../values/business_day.ts";
import type { InstantText } from "../../values/clock.ts";
import type { Milli, Minor } from "../../values/money.ts";

interface LocationsTable {
  id: string;
  name: string;
  time_zone: string;
  currency: string;
  business_day_start: number;
  created_at: InstantText;
}

interface MenuItemsTable {
  id: string;
  name: string;
  category: string;
  description: string;
  currency: string;
  price: Minor | null;
  version: number;
  created_at: InstantText;
  updated_at: InstantText;
}

interface ModifierGroupsTable {
  id: string;
  name: string;
  min_selections: number;
  max_selections: number | null;
}

interface ModifiersTable {
  id: string;
  group_id: string;
  name: string;
  price: Minor;
}

interface MenuItemModifierGroupsTable {
  menu_item_id: string;
  group_id: string;
  position: number;
}

interface IngredientsTable {
  id: string;
  name: string;
  unit: "g" | "ml" | "each";
  pack_size: Milli;
  pack_cost: Minor;
  currency: string;
  supplier: string;
  lead_time_days: number;
  delivery_interval_days: number;
}

interface RecipeLinesTable {
  menu_item_id: string;
  ingredient_id: string;
  quantity: Milli;
  yield_percent: number;
}

interface StockTable {
  location_id: string;
  ingredient_id: string;
  on_hand: Milli;
  par_level: Milli;
  reorder_point: Milli;
}

interface StockMovementsTable {
  id: string;
  location_id: string;
  ingredient_id: string;
  kind: "count" | "received" | "sold" | "returned" | "waste" | "transfer" | "adjustment";
  quantity: Milli;
  reason: string | null;
  actor: string;
  order_id: string | null;
  moved_at: InstantText;
  business_date: DateText;
}

/** How an order reaches its guests. */
export type OrderType = "dine_in" | "takeout" | "delivery" | "other" | "unknown";
/** How far an order is: forward only, or cancelled. */
export type OrderStatus = "received" | "preparing" | "ready" | "completed" | "cancelled";

interface OrdersTable {
  id: string;
  location_id: string;
  source: string;
  external_id: string | null;
  number: string;
  order_type: OrderType;
  status: OrderStatus;
  opened_at: InstantText;
  business_date: DateText;
  local_hour: number;
  guests: number | null;
  table_name: string | null;
  customer_name: string | null;
  server: string | null;
  channel: string | null;
  register: string | null;
  gross: Minor;
  discounts: Minor;
  service_charges: Minor;
  gratuity: Minor;
  tax: Minor;
  tips: Minor;
  version: number;
  updated_at: InstantText;
}

interface OrderLinesTable {
  order_id: string;
  line_number: number;
  source_key: string | null;
  import_id: string | null;
  menu_item_id: string;
  name: string;
  variation: string;
  category: string;
  quantity: Milli;
  gross: Minor;
  discount: Minor;
  tax: Minor;
  voided: 0 | 1;
  gift_card: 0 | 1;
  notes: string | null;
  reason: string | null;
}

interface OrderLineModifiersTable {
  order_id: string;
  line_number: number;
  position: number;
  modifier_id: string | null;
  name: string;
  price: Minor;
}

interface OrderPaymentsTable {
  order_id: string;
  position: number;
  method: string;
  amount: Minor;
  tip: Minor;
  source_key: string | null;
}

interface OrderDiscountsTable {
  order_id: string;
  position: number;
  line_number: number | null;
  name: string;
  amount: Minor;
}

interface OrderServiceChargesTable {
  order_id: string;
  position: number;
  name: string;
  amount: Minor;
  is_gratuity: 0 | 1;
}

interface RefundsTable {
  id: string;
  location_id: string;
  order_id: string | null;
  source: string;
  external_id: string | null;
  order_type: OrderType;
  payment_method: string;
  refunded_at: InstantText;
  business_date: DateText;
  local_hour: number;
  service_charges: Minor;
  gratuity: Minor;
  tips: Minor;
  reason: string | null;
  server: string | null;
  channel: string | null;
}

interface RefundLinesTable {
  refund_id: string;
  line_number: number;
  source_key: string | null;
  import_id: string | null;
  menu_item_id: string;
  name: string;
  category: string;
  quantity: Milli;
  amount: Minor;
  tax: Minor;
}

/** What is added up for each group of sales. */
interface RollupFigures {
  transactions: number;
  units: Milli;
  gross: Minor;
  discounts: Minor;
  refunds: Minor;
  service_charges: Minor;
  gratuity: Minor;
  tax: Minor;
  tips: Minor;
  gift_cards: Minor;
  guests: number;
  guest_transactions: number;
  voids: Minor;
  voided_lines: number;
}

interface SalesRollupsTable extends RollupFigures {
  location_id: string;
  dimension: string;
  business_date: DateText;
  key: string;
}

interface MonthlyRollupsTable extends RollupFigures {
  location_id: string;
  dimension: string;
  month: string;
  key: string;
  open_days: number;
}

interface RollupShapesTable {
  shape: string;
  is_built: 0 | 1;
  after_event: number;
  location_id: string;
  month: string;
}

interface ImportsTable {
  id: string;
  file_name: string;
  format: string;
  started_at: InstantText;
  rows_read: number;
  rows_taken: number;
  rows_skipped: number;
  rows_quarantined: number;
  summary: string | null;
  digest: string | null;
  undone_at: InstantText | null;
}

interface ImportChangesTable {
  import_id: string;
  position: number;
  subject: string;
  row_key: string;
  before: string | null;
  after: string | null;
}

interface ImportCoverageTable {
  import_id: string;
  location_id: string;
  date: string;
  end_date: string;
  imported_at: InstantText;
  not_recorded: string;
}

interface ImportProblemsTable {
  import_id: string;
  line: number;
  field: string;
  reason: string;
}

interface FeedbackTable {
  id: string;
  location_id: string;
  order_id: string | null;
  received_at: InstantText;
  business_date: DateText;
  channel: string;
  rating: number | null;
  text: string;
}

interface FeedbackAnalysesTable {
  feedback_id: string;
  location_id: string;
  model_version: string;
  sentiment: string;
  analysis: string;
  analysed_at: InstantText;
}

interface FeedbackThemesTable {
  feedback_id: string;
  location_id: string;
  kind: "aspect" | "alert" | "issue" | "item";
  name: string;
  sentiment: string | null;
}

interface FeedbackRepliesTable {
  id: string;
  feedback_id: string;
  location_id: string;
  position: number;
  status: "draft" | "sent";
  text: string;
  actor: string;
  written_at: InstantText;
}

interface ReplyLimitsTable {
  location_id: string;
  most_refund: number;
}

interface OpeningHoursTable {
  location_id: string;
  weekday: number;
  opens: number;
  closes: number;
}

interface TaxRatesTable {
  location_id: string;
  rate: number;
}

/** What a location can say of an item; an item without a row is in stock. */
export type RestrictedAvailability = "limited" | "out_of_stock";

interface ItemAvailabilityTable {
  location_id: string;
  menu_item_id: string;
  state: RestrictedAvailability;
  remaining: number | null;
}

/** The kinds of changes that can be put back. */
export type ChangeKind = "menu_item" | "availability" | "stock";

interface ChangesTable {
  id: string;
  kind: ChangeKind;
  subject_id: string;
  location_id: string | null;
  before: string;
  after: string;
  actor: string;
  changed_at: InstantText;
  undone_by: string | null;
}

interface IdempotencyKeysTable {
  scope: string;
  key: string;
  digest: string;
  response: string;
  created_at: InstantText;
}

interface CountersTable {
  name: string;
  value: number;
}

/** What can happen that others want to hear of. */
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

interface EventsTable {
  sequence: number;
  kind: EventKind;
  subject_id: string;
  location_id: string | null;
  business_date: DateText | null;
  happened_at: InstantText;
  details: string;
}

interface OrderProgressTable {
  location_id: string;
  order_id: string;
  position: number;
  status: OrderStatus;
  reason: string | null;
  actor: string;
  at: InstantText;
}

interface OrderPromisesTable {
  order_id: string;
  requested_at: InstantText | null;
  promised_at: InstantText;
}

interface KitchenQueueTable {
  order_id: string;
  location_id: string;
  wanted_at: InstantText;
  portions: Milli;
}

interface AccessTokensTable {
  id: string;
  name: string;
  secret_hash: string;
  role: string;
  locations: string | null;
  created_at: InstantText;
  expires_at: InstantText | null;
  revoked_at: InstantText | null;
}

interface AuditEntriesTable {
  sequence: number;
  at: InstantText;
  principal: string;
  method: string;
  target: string;
  arguments_digest: string;
  locations: string;
  row_count: number;
  outcome: string;
  duration_ms: number;
  request_id: string;
  trace_id: string | null;
  hash: string;
}

interface CalendarEntriesTable {
  id: string;
  location_id: string;
  date: string;
  end_date: DateText;
  kind: "closed" | "event";
  name: string;
}

interface TimeEntriesTable {
  id: string;
  location_id: string;
  source_key: string;
  employee: string;
  job: string;
  business_date: DateText;
  started_at: InstantText;
  ended_at: InstantText;
  regular_minutes: number;
  overtime_minutes: number;
  regular_pay: number | null;
  overtime_pay: number | null;
  import_id: string | null;
}

/** How far a purchase order is. */
export type PurchaseOrderStatus = "draft" | "placed" | "received" | "dropped";

interface PurchaseOrdersTable {
  id: string;
  location_id: string;
  supplier: string;
  currency: string;
  status: PurchaseOrderStatus;
  created_at: InstantText;
  created_by: string;
  placed_at: InstantText | null;
  expected_on: string | null;
  closed_at: InstantText | null;
  version: number;
}

interface PurchaseOrderLinesTable {
  purchase_order_id: string;
  location_id: string;
  ingredient_id: string;
  packs: number;
  received_packs: number;
  pack_size: Milli;
  pack_cost: Minor;
  reason: string;
}

interface PackPricesTable {
  ingredient_id: string;
  changed_at: InstantText;
  pack_size: Milli;
  pack_cost: Minor;
  previous_size: number;
  previous_cost: number;
}

/** Every table by its name. */
export interface Schema {
  locations: LocationsTable;
  menu_items: MenuItemsTable;
  modifier_groups: ModifierGroupsTable;
  modifiers: ModifiersTable;
  menu_item_modifier_groups: MenuItemModifierGroupsTable;
  ingredients: IngredientsTable;
  recipe_lines: RecipeLinesTable;
  stock: StockTable;
  stock_movements: StockMovementsTable;
  orders: OrdersTable;
  order_lines: OrderLinesTable;
  order_line_modifiers: OrderLineModifiersTable;
  order_payments: OrderPaymentsTable;
  order_discounts: OrderDiscountsTable;
  order_service_charges: OrderServiceChargesTable;
  refunds: RefundsTable;
  refund_lines: RefundLinesTable;
  sales_rollups: SalesRollupsTable;
  monthly_rollups: MonthlyRollupsTable;
  sales_rollups_next: SalesRollupsTable;
  rollup_shapes: RollupShapesTable;
  imports: ImportsTable;
  import_coverage: ImportCoverageTable;
  import_problems: ImportProblemsTable;
  import_changes: ImportChangesTable;
  feedback: FeedbackTable;
  feedback_analyses: FeedbackAnalysesTable;
  feedback_themes: FeedbackThemesTable;
  feedback_replies: FeedbackRepliesTable;
  reply_limits: ReplyLimitsTable;
  opening_hours: OpeningHoursTable;
  tax_rates: TaxRatesTable;
  item_availability: ItemAvailabilityTable;
  changes: ChangesTable;
  idempotency_keys: IdempotencyKeysTable;
  counters: CountersTable;
  events: EventsTable;
  order_progress: OrderProgressTable;
  order_promises: OrderPromisesTable;
  kitchen_queue: KitchenQueueTable;
  calendar_entries: CalendarEntriesTable;
  time_entries: TimeEntriesTable;
  purchase_orders: PurchaseOrdersTable;
  purchase_order_lines: PurchaseOrderLinesTable;
  pack_prices: PackPricesTable;
  access_tokens: AccessTokensTable;
  audit_entries: AuditEntriesTable;
}

/** A row of a table; what is written and what is read are the same. */
export type Row<Table extends keyof Schema> = Schema[Table];
