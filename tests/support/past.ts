import { analyse } from "../../src/restaurant/feedback/model/analyse.ts";
import { feedbackModel } from "../../src/restaurant/feedback/load_model.ts";
import { readMenuIndex } from "../../src/restaurant/feedback/menu_index.ts";
import type { Analysis } from "../../src/restaurant/feedback/model/analysis.ts";
import { replaceAnalyses } from "../../src/restaurant/feedback/store_analyses.ts";
import type { Order, Refund } from "../../src/restaurant/orders/model/order.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { insertMany, slices } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { dateOfDay, dayNumber } from "../../src/values/day_number.ts";
import { SAID } from "./feedback.ts";
import { BEEF, BUNS, LETTUCE, movement } from "./pantry.ts";
import { progressOf } from "./progress.ts";
import {
  BURGER,
  COLA,
  DOWNTOWN,
  HARBOUR,
  line,
  moment,
  order,
  orderPromise,
  refund,
  SALAD,
  WRITTEN_AT,
} from "./sales.ts";

/** Days on which both locations of the tests sold. */
export interface Past {
  /** The day after the last of them. */
  readonly until: string;
  readonly days: number;
  /** How often each kind of order is sold at each location on each day. */
  readonly times: number;
  /** One letter or digit with which the ids of this past begin. */
  readonly mark: string;
}

const ORDERS_AT_ONCE = 1000;

/** How many kinds of orders there are. */
export const KINDS = 3;

/** An order and its kind. */
interface Sold {
  readonly kind: number;
  /** Whether it is the day's first of its kind. */
  readonly first: boolean;
  readonly order: Order;
}

/**
 * Adds to the floor of the tests what orders leave behind: payments, refunds, progress, stock,
 * shifts, feedback that was read, events, and what undoing and repeating keep.
 */
export async function addPast(database: Database, past: Past): Promise<void> {
  let some: Sold[] = [];
  for (const sold of soldIn(past)) {
    some.push(sold);
    if (some.length < ORDERS_AT_ONCE) continue;
    await addSold(database, some);
    some = [];
  }
  if (some.length > 0) await addSold(database, some);
}

async function addSold({ write }: Database, some: readonly Sold[]): Promise<void> {
  await write(async (writer) => {
    const changes = some.map(({ order }) => ({ before: null, after: order }));
    const refunds = some.filter(ofKind(1)).map((sold) => ({ before: null, after: refundOf(sold) }));
    await writeSales(writer, { orders: changes, refunds }, WRITTEN_AT);
    await insertMany(writer, "order_progress", some.flatMap(({ order }) => progressOf(order)));
    await insertMany(writer, "order_promises", some.map(promiseOf));
    await insertMany(writer, "stock_movements", some.flatMap(movementsOf));
    await insertMany(writer, "idempotency_keys", some.map(keyOf));
    await insertMany(writer, "changes", some.filter(ofKind(0)).map(changeOf));
    await insertMany(writer, "time_entries", some.filter(({ first }) => first).map(shiftOf));
    await addFeedback(writer, some.filter(ofKind(0)).map(feedbackOf));
  });
}

function* soldIn({ until, days, times, mark }: Past): Generator<Sold> {
  const first = dayNumber(until) - days;
  let index = 0;
  for (let day = 0; day < days; day++) {
    for (const location of [DOWNTOWN, HARBOUR]) {
      for (let number = 0; number < times * KINDS; number++, index++) {
        const kind = number % KINDS;
        const time = `${11 + 3 * kind}:${String(number % 60).padStart(2, "0")}`;
        const opened = moment(`${dateOfDay(first + day)}T${time}`, location);
        const id = `${mark}${index.toString(36).toUpperCase().padStart(7, "0")}`;
        yield {
          kind,
          first: number < KINDS,
          order: orderOf(kind, { id, location_id: location.id, opened }),
        };
      }
    }
  }
}

/** A whole meal inside, one to take away that is refunded, and one that was called off. */
function orderOf(kind: number, parts: Pick<Order, "id" | "location_id" | "opened">): Order {
  const lines = [
    line({ ...BURGER, modifiers: [{ name: "Extra cheese", price: 1_50 }] }),
    line({ ...SALAD, discount: 50, reason: "Regular" }),
    line({ ...COLA, voided: true, reason: "Spilled" }),
    line({ ...COLA, name: "Gift card", gift_card: true }),
  ];
  return order({
    ...parts,
    source: "restaurant-mcp",
    number: parts.id,
    order_type: kind === 0 ? "dine_in" : "takeout",
    status: kind === 2 ? "cancelled" : "completed",
    guests: kind === 0 ? 2 : null,
    customer_name: `Guest ${kind}`,
    server: `Server ${kind}`,
    channel: `Channel ${kind}`,
    register: `Register ${kind}`,
    lines,
    payments: [{ method: kind === 0 ? "cash" : "card", amount: 10_00, tip: 1_00, source_key: "1" }],
    discounts: [{ name: "Regular", amount: 50 }],
    service_charges: [{ name: "Large party", amount: 2_00, is_gratuity: kind === 0 }],
  });
}

function refundOf({ order }: Sold): Refund {
  return refund({
    id: order.id,
    location_id: order.location_id,
    order_id: order.id,
    refunded: order.opened,
    reason: "Cold",
  });
}

function promiseOf({ order: { id, location_id, opened } }: Sold): Row<"order_promises"> {
  return orderPromise({ location_id, order_id: id, promised_at: opened.at });
}

/** What an order took, and now and then a count, a delivery or waste. */
function movementsOf({ first, kind, order }: Sold): Row<"stock_movements">[] {
  const moved = (
    ingredient_id: string,
    kind: Row<"stock_movements">["kind"],
    quantity: number,
  ) =>
    movement({
      id: `${order.id}${ingredient_id}${kind}`,
      location_id: order.location_id,
      ingredient_id,
      kind,
      quantity,
      order_id: kind === "sold" ? order.id : null,
      moved_at: order.opened.at,
      business_date: order.opened.business_date,
      level: kind === "count" ? 1000 : null,
    });
  const sold = [BEEF, BUNS, LETTUCE].map(({ id }) => moved(id, "sold", -1000));
  const others = [
    moved(BEEF.id, "count", 1000),
    moved(BUNS.id, "received", 24_000),
    moved(LETTUCE.id, "waste", -1000),
  ];
  return first ? [...sold, ...others.slice(kind, kind + 1)] : sold;
}

function keyOf({ order }: Sold): Row<"idempotency_keys"> {
  const [scope, digest] = ["process_order stdio", "d".repeat(64)];
  return { scope, key: order.id, digest, response: "{}", created_at: order.opened.at };
}

function changeOf({ order }: Sold): Row<"changes"> {
  return {
    id: order.id,
    kind: "menu_item",
    subject_id: BURGER.menu_item_id,
    location_id: null,
    before: JSON.stringify({ description: "" }),
    after: JSON.stringify({ description: "Another" }),
    actor: "boss",
    changed_at: order.opened.at,
    undone_by: null,
  };
}

function shiftOf({ kind, order: { id, location_id, opened } }: Sold): Row<"time_entries"> {
  return {
    id,
    location_id,
    source_key: id,
    employee: `Server ${kind}`,
    job: "Server",
    business_date: opened.business_date,
    started_at: opened.at,
    ended_at: Temporal.Instant.from(opened.at).add({ hours: 6 }).toString(),
    regular_minutes: 360,
    overtime_minutes: 0,
    regular_pay: 90_00,
    overtime_pay: 0,
    import_id: null,
  };
}

function feedbackOf({ order: { id, location_id, opened } }: Sold): Row<"feedback"> {
  const said = Object.values(SAID)[Number(opened.business_date.slice(-2)) % 4] ?? SAID.PRAISE01;
  return {
    id,
    location_id,
    order_id: id,
    received_at: opened.at,
    business_date: opened.business_date,
    channel: said.channel,
    rating: said.rating,
    text: said.text,
    source_id: null,
  };
}

async function addFeedback(writer: Writer, rows: readonly Row<"feedback">[]): Promise<void> {
  await insertMany(writer, "feedback", rows);
  const model = await feedbackModel();
  const menu = await readMenuIndex(writer);
  const analyses = new Map(
    Object.values(SAID).map(({ text, rating }): [string, Analysis] => [
      text,
      analyse(text, { rating, menu }, model),
    ]),
  );
  for (const some of slices(rows, 100)) {
    const read = some.flatMap((feedback) => {
      const analysis = analyses.get(feedback.text);
      return analysis === undefined ? [] : [{ feedback, analysis }];
    });
    await replaceAnalyses(writer, read, WRITTEN_AT);
  }
}

function ofKind(wanted: number) {
  return ({ kind }: Sold) => kind === wanted;
}
