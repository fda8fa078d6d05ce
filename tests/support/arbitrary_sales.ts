import { fc } from "../packages/fast_check.ts";
import type {
  Order,
  OrderLine,
  Payment,
  Refund,
  RefundLine,
} from "../../src/restaurant/orders/model/order.ts";
import { BURGER, COLA, DOWNTOWN, HARBOUR, moment, SALAD } from "./sales.ts";

/** An order before it has an id. */
export type OrderContents = Omit<Order, "id">;

/** A refund before it has an id and an order. */
export type RefundContents = Omit<Refund, "id" | "order_id">;

const amount = fc.nat(20_000);
const dish = fc.constantFrom(BURGER, SALAD, COLA);
const orderType = fc.constantFrom("dine_in", "takeout", "delivery", "other", "unknown");
const rarely = usually(false, fc.constant(true));
const word = fc.constantFrom("", "rare", "häppchen", "it's; drop table --", "two\nlines", "🍔");

/** Where and when: two locations, three days across a month's end, nights past midnight. */
const spot = fc.record({
  calendar: fc.constantFrom(DOWNTOWN, HARBOUR),
  day: fc.constantFrom("2026-11-29", "2026-11-30", "2026-12-01"),
  hour: fc.nat(23),
}).map(({ calendar, day, hour }) => ({
  location_id: calendar.id,
  moment: moment(`${day}T${String(hour).padStart(2, "0")}:15`, calendar),
}));

const line: fc.Arbitrary<OrderLine> = fc.record({
  dish,
  gross: amount,
  tax: amount,
  discounted: fc.constantFrom(0, 0, 0.25, 1),
  rest: fc.record({
    variation: fc.constantFrom("", "Large"),
    quantity: fc.integer({ min: 1, max: 5000 }),
    voided: rarely,
    gift_card: rarely,
    notes: word,
    reason: word,
    modifiers: fc.array(
      fc.record({ modifier_id: fc.constant("EXTRA"), name: word, price: amount }, {
        noNullPrototype: true,
        requiredKeys: ["name", "price"],
      }),
      { minLength: 1, maxLength: 3 },
    ),
    source_key: word,
    import_id: fc.constant("IMPORT01"),
  }, { noNullPrototype: true, requiredKeys: ["variation", "quantity", "voided", "gift_card"] }),
}).map(({ dish, gross, tax, discounted, rest }) => ({
  ...dish,
  ...rest,
  gross,
  tax,
  discount: Math.round(gross * discounted),
}));

const payment: fc.Arbitrary<Payment> = fc.record({
  method: fc.constantFrom("cash", "card", "gift_card"),
  amount: fc.integer({ min: -100, max: 20_000 }),
  tip: fc.nat(500),
  source_key: word,
}, { noNullPrototype: true, requiredKeys: ["method", "amount", "tip"] });

/** Who sold it and where, as far as that is known. */
const setting = fc.record({ server: word, channel: word }, {
  noNullPrototype: true,
  requiredKeys: [],
});

/** Any order: with voids, gift cards, comps, split payments, or cancelled. */
export const orderContents: fc.Arbitrary<OrderContents> = fc.record({
  spot,
  setting,
  rest: fc.record({
    source: fc.constantFrom("square", "demo"),
    external_id: fc.constant(null),
    number: fc.nat(999).map(String),
    order_type: orderType,
    status: fc.constantFrom("completed", "completed", "received", "cancelled"),
    guests: fc.option(fc.integer({ min: 1, max: 12 })),
    table_name: fc.option(word),
    customer_name: fc.option(word),
    lines: fc.array(line, { maxLength: 4 }),
    payments: fc.array(payment, { maxLength: 3 }),
    discounts: fc.array(
      fc.record({ line_number: fc.constant(1), name: word, amount }, {
        noNullPrototype: true,
        requiredKeys: ["name", "amount"],
      }),
      { maxLength: 2 },
    ),
    service_charges: fc.array(
      fc.record({ name: word, amount, is_gratuity: fc.boolean() }, { noNullPrototype: true }),
      { maxLength: 2 },
    ),
  }),
}).map(({ spot: { location_id, moment: opened }, setting, rest }) => ({
  location_id,
  opened,
  ...setting,
  ...rest,
}));

const refundLine: fc.Arbitrary<RefundLine> = fc.record({
  dish,
  rest: fc.record({
    quantity: fc.nat(5000),
    amount,
    tax: amount,
    source_key: word,
    import_id: fc.constant("IMPORT01"),
  }, { noNullPrototype: true, requiredKeys: ["quantity", "amount", "tax"] }),
}).map(({ dish, rest }) => ({ ...dish, ...rest }));

/** Any refund, also of nothing but a tip. */
export const refundContents: fc.Arbitrary<RefundContents> = fc.record({
  spot,
  setting,
  rest: fc.record({
    source: fc.constantFrom("square", "demo"),
    external_id: fc.constant(null),
    order_type: orderType,
    payment_method: fc.constantFrom("cash", "card"),
    lines: fc.array(refundLine, { maxLength: 3 }),
    service_charges: usually(0, amount),
    gratuity: usually(0, amount),
    tips: usually(0, amount),
    reason: fc.option(word),
  }),
}).map(({ spot: { location_id, moment: refunded }, setting, rest }) => ({
  location_id,
  refunded,
  ...setting,
  ...rest,
}));

function usually<Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}
