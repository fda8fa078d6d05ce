import assert from "node:assert/strict";
import { timeZone } from "../../../src/values/business_day.ts";
import { orderTypeOf, paymentMethodOf } from "../../../src/importing/cells/order_types.ts";
import { TIME_ZONE_LABELS, zoneOfLabel } from "../../../src/importing/cells/time_zone_labels.ts";

Deno.test("dining options become order types", () => {
  const types: Readonly<Record<string, readonly string[]>> = {
    dine_in: ["For Here", "Dine In", "dine-in", "Eat in", "DINE_IN"],
    takeout: [
      "To Go",
      "Take Out",
      "Takeaway",
      "Takeout",
      "Pickup",
      "Pick up",
      "Collection",
      "Curbside",
    ],
    delivery: ["Delivery", "Uber Eats - Delivery"],
    other: ["Catering", "Bar"],
    unknown: [""],
  };
  for (const [type, options] of Object.entries(types)) {
    for (const option of options) assert.equal(orderTypeOf(option), type, option);
  }
});

Deno.test("payments are cash, card, gift card, or what they call themselves", () => {
  const methods: Readonly<Record<string, string>> = {
    Cash: "cash",
    "VISA": "card",
    "Credit Card": "card",
    "Gift Card": "gift_card",
    "PayPal": "PayPal",
    "": "",
  };
  for (const [text, method] of Object.entries(methods)) assert.equal(paymentMethodOf(text), method);
});

Deno.test("labels of time zones become IANA zones", () => {
  const labels: Readonly<Record<string, string | undefined>> = {
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Eastern Time (US & Canada)": "America/New_York",
    "Arizona": "America/Phoenix",
    "London": "Europe/London",
    "Tokyo": "Asia/Tokyo",
    "america/new_york": "America/New_York",
    "Middle/Earth": undefined,
    "Gotham": undefined,
    "": undefined,
  };
  for (const [label, zone] of Object.entries(labels)) assert.equal(zoneOfLabel(label), zone, label);
});

Deno.test("every label maps to an existing time zone", () => {
  for (const zone of TIME_ZONE_LABELS.values()) assert.equal(timeZone(zone), zone);
});
