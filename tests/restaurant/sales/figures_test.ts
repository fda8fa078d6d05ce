import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import type { Order } from "../../../src/restaurant/orders/model/order.ts";
import {
  addFigures,
  FIGURE_NAMES,
  type Figures,
  netSales,
  noFigures,
  type RollupEntry,
} from "../../../src/restaurant/sales/figures.ts";
import { orderFigures } from "../../../src/restaurant/sales/order_figures.ts";
import { refundFigures } from "../../../src/restaurant/sales/refund_figures.ts";
import type { Dimension } from "../../../src/restaurant/sales/dimensions.ts";
import { always } from "../../support/always.ts";
import { orderContents, refundContents } from "../../support/arbitrary_sales.ts";
import { COLA, line, moment, order, refund, refundLine, SALAD } from "../../support/sales.ts";

/** The figures of one dimension by key, without those that are zero. */
function groups(entries: readonly RollupEntry[], dimension: Dimension) {
  return Object.fromEntries(
    entries.filter((entry) => entry.dimension === dimension)
      .map(({ key, figures }) => [key, nonZero(figures)]),
  );
}

function nonZero(figures: Figures): Partial<Figures> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0));
}

function day(order: Order): Partial<Figures> {
  return groups(orderFigures(order), "day")[""] ?? {};
}

Deno.test("an order counts for its day, hour, type, payment, categories and items", () => {
  const entries = orderFigures(order({
    opened: moment("2026-12-15T00:30"),
    order_type: "takeout",
    guests: 2,
    lines: [line({ gross: 5_00, tax: 40 }), line({ ...COLA, quantity: 2000, gross: 6_00 })],
    payments: [{ method: "card", amount: 11_40, tip: 2_00 }],
  }));
  const whole = {
    transactions: 1,
    units: 3000,
    gross: 11_00,
    tax: 40,
    tips: 2_00,
    guests: 2,
    guest_transactions: 1,
  };
  const mains = { transactions: 1, units: 1000, gross: 5_00, tax: 40 };
  const drinks = { transactions: 1, units: 2000, gross: 6_00 };
  assert.deepEqual(groups(entries, "day"), { "": whole });
  assert.deepEqual(groups(entries, "hour"), { "00": whole });
  assert.deepEqual(groups(entries, "order_type"), { takeout: whole });
  assert.deepEqual(groups(entries, "payment_method"), { card: whole });
  assert.deepEqual(groups(entries, "category"), { Mains: mains, Drinks: drinks });
  assert.deepEqual(groups(entries, "item"), { BURGER00: mains, COLA0000: drinks });
  for (const entry of entries) {
    assert.equal(entry.location_id, "downtown");
    assert.equal(entry.business_date, "2026-12-14");
  }
});

Deno.test("adding figures leaves none out", () => {
  const each = Object.fromEntries(FIGURE_NAMES.map((name, at) => [name, at + 1])) as Figures;
  const total = noFigures();
  addFigures(total, each);
  assert.deepEqual(total, each);
  addFigures(total, each, -1);
  assert.deepEqual(total, noFigures());
});

Deno.test("net sales are gross less discounts and refunds plus service charges", () => {
  const figures = { gross: 100_00, discounts: 10_00, refunds: 5_00, service_charges: 3_00 };
  assert.equal(netSales(figures), 88_00);
});

Deno.test("tax, tips, gratuity, gift cards and voids change no net sales", () => {
  const sold = order({ lines: [line({ gross: 20_00 })] });
  const more = order({
    lines: [
      line({ gross: 20_00, tax: 1_60 }),
      line({ gross: 50_00, gift_card: true }),
      line({ gross: 7_00, voided: true }),
    ],
    payments: [{ method: "card", amount: 71_60, tip: 4_00 }],
    service_charges: [{ name: "Large party", amount: 3_60, is_gratuity: true }],
  });
  assert.equal(netSales({ ...noFigures(), ...day(more) }), 20_00);
  assert.equal(netSales({ ...noFigures(), ...day(sold) }), 20_00);
});

Deno.test("a comp is a discount of the whole price, and still a transaction", () => {
  const comp = order({ lines: [line({ gross: 12_00, discount: 12_00 })] });
  assert.deepEqual(day(comp), { transactions: 1, units: 1000, gross: 12_00, discounts: 12_00 });
});

Deno.test("a voided line is counted as a void and nowhere else", () => {
  const some = order({ guests: 1, lines: [line(), line({ ...COLA, gross: 3_00, voided: true })] });
  assert.deepEqual(day(some), {
    transactions: 1,
    units: 1000,
    gross: 5_00,
    guests: 1,
    guest_transactions: 1,
    voids: 3_00,
    voided_lines: 1,
  });
  const all = order({ guests: 1, lines: [line({ voided: true })] });
  assert.deepEqual(day(all), { voids: 5_00, voided_lines: 1 });
});

Deno.test("a cancelled order is all voids", () => {
  const cancelled = order({
    status: "cancelled",
    guests: 4,
    lines: [line({ tax: 40 }), line({ gross: 2_00, gift_card: true })],
    payments: [{ method: "card", amount: 5_40, tip: 1_00 }, { method: "cash", amount: 1, tip: 1 }],
    service_charges: [{ name: "Delivery", amount: 3_00, is_gratuity: false }],
  });
  assert.deepEqual(day(cancelled), { voids: 7_00, voided_lines: 2 });
});

Deno.test("a gift card counts at the price paid, and not as a transaction", () => {
  const card = order({ lines: [line({ gross: 50_00, discount: 5_00, gift_card: true })] });
  assert.deepEqual(day(card), { gift_cards: 45_00 });
});

Deno.test("uncounted guests do not change the average per guest", () => {
  const { guests, guest_transactions } = day(order({ guests: null }));
  assert.deepEqual([guests, guest_transactions], [undefined, undefined]);
});

Deno.test("a service charge is a group of its own among categories and items", () => {
  const entries = orderFigures(order({
    service_charges: [
      { name: "Delivery", amount: 3_00, is_gratuity: false },
      { name: "Large party", amount: 1_00, is_gratuity: true },
    ],
  }));
  const burger = { transactions: 1, units: 1000, gross: 5_00 };
  assert.deepEqual(groups(entries, "category"), { Mains: burger, "": { service_charges: 3_00 } });
  assert.deepEqual(groups(entries, "item"), { BURGER00: burger, "": { service_charges: 3_00 } });
  assert.deepEqual(groups(entries, "day")[""], {
    ...burger,
    service_charges: 3_00,
    gratuity: 1_00,
  });
});

Deno.test("a split payment divides the order in proportion, each tip where it was given", () => {
  const entries = orderFigures(order({
    guests: 3,
    lines: [line({ gross: 10_00, discount: 1, tax: 1 })],
    payments: [
      { method: "card", amount: 5_00, tip: 1_00 },
      { method: "cash", amount: 2_50, tip: 0 },
      { method: "card", amount: 2_50, tip: 7 },
    ],
  }));
  assert.deepEqual(groups(entries, "payment_method"), {
    card: {
      transactions: 1,
      units: 750,
      gross: 7_50,
      discounts: 1,
      tax: 1,
      tips: 1_07,
      guests: 2,
      guest_transactions: 1,
    },
    cash: { transactions: 1, units: 250, gross: 2_50, guests: 1 },
  });
});

Deno.test("an order without a payment method is a separate group", () => {
  const entries = orderFigures(order({ payments: [] }));
  assert.deepEqual(Object.keys(groups(entries, "payment_method")), ["unknown"]);
});

Deno.test("a refund takes from its own day and from nothing else", () => {
  const entries = refundFigures(refund({
    refunded: moment("2026-12-16T02:00"),
    payment_method: "cash",
    lines: [
      refundLine({ amount: 5_00, tax: 40 }),
      refundLine({ ...SALAD, quantity: 0, amount: 1_00 }),
    ],
    service_charges: 3_00,
    gratuity: 2_00,
    tips: 1_00,
  }));
  const whole = { units: -1000, refunds: 9_00, tax: -40, gratuity: -2_00, tips: -1_00 };
  const burger = { units: -1000, refunds: 5_00, tax: -40 };
  assert.deepEqual(groups(entries, "day"), { "": whole });
  assert.deepEqual(groups(entries, "hour"), { "02": whole });
  assert.deepEqual(groups(entries, "order_type"), { dine_in: whole });
  assert.deepEqual(groups(entries, "payment_method"), { cash: whole });
  assert.deepEqual(groups(entries, "category"), {
    Mains: { ...burger, refunds: 6_00 },
    "": { refunds: 3_00 },
  });
  assert.deepEqual(groups(entries, "item"), {
    BURGER00: burger,
    SALAD000: { refunds: 1_00 },
    "": { refunds: 3_00 },
  });
  for (const { business_date } of entries) assert.equal(business_date, "2026-12-15");
});

Deno.test("adding and taking away reaches every figure", () => {
  const ones = Object.fromEntries(FIGURE_NAMES.map((name, index) => [name, index + 1]));
  const change = { ...noFigures(), ...ones };
  const total = noFigures();
  addFigures(total, change);
  assert.deepEqual(total, change);
  addFigures(total, change, -1);
  assert.deepEqual(total, noFigures());
});

/** Figures that each dimension must add up to exactly what the day has. */
const EVERYWHERE: readonly (keyof Figures)[] = [
  "units",
  "gross",
  "discounts",
  "refunds",
  "service_charges",
  "tax",
  "gift_cards",
  "voids",
  "voided_lines",
];
/** Transactions of a split payment count for each method, and for each item and category. */
const WHOLE = FIGURE_NAMES.filter((name) => name !== "transactions");
const ADDS_UP: Record<Exclude<Dimension, "day">, readonly (keyof Figures)[]> = {
  hour: FIGURE_NAMES,
  order_type: FIGURE_NAMES,
  channel: FIGURE_NAMES,
  payment_method: WHOLE,
  category: EVERYWHERE,
  item: EVERYWHERE,
  // Not every line has a variation, and few are given away whole.
  variation: [],
  // Only what imports brought.
  imported: [],
  discount: ["discounts"],
  comp: [],
  // Not every void has a reason, and not every order a server.
  void_reason: [],
  voided_item: ["voids", "voided_lines"],
  // Money with its tax, and what only refunds have.
  taken: [],
  given_back: [],
  returned_item: [],
  refund_reason: [],
  server: [],
};

const anyEntries = fc.oneof(
  orderContents.map((contents) => orderFigures({ ...contents, id: "ORDER001" })),
  refundContents.map((contents) => refundFigures({ ...contents, id: "REFUND01", order_id: null })),
);

for (const [dimension, names] of Object.entries(ADDS_UP)) {
  Deno.test(`the groups of ${dimension} add up to the day, to the cent`, () => {
    always(fc.property(anyEntries, (entries) => {
      const whole = sum(entries.filter((entry) => entry.dimension === "day"));
      const parts = sum(entries.filter((entry) => entry.dimension === dimension));
      for (const name of names) assert.equal(parts[name], whole[name], name);
    }));
  });
}

Deno.test("a breakdown by payment keeps the signs: nothing negative comes of an order", () => {
  always(fc.property(orderContents, (contents) => {
    for (const { dimension, figures } of orderFigures({ ...contents, id: "ORDER001" })) {
      // What was taken is as it was: money may go back within an order.
      if (dimension === "taken") continue;
      for (const name of FIGURE_NAMES) assert.ok(figures[name] >= 0, name);
    }
  }));
});

function sum(entries: readonly RollupEntry[]): Figures {
  const total = noFigures();
  for (const { figures } of entries) addFigures(total, figures);
  return total;
}
