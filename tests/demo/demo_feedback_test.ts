import assert from "node:assert/strict";
import { readCatalogue } from "../../src/demo/read_catalogue.ts";
import { DEMO_NOW, openDemo } from "../support/demo.ts";

const { database: { reader } } = await openDemo();
const feedback = await reader.selectFrom("feedback").selectAll().orderBy("received_at").execute();

function rating(rows: typeof feedback): number {
  const ratings = rows.map(({ rating }) => rating).filter((stars) => stars !== null);
  return ratings.reduce((sum, stars) => sum + stars, 0) / ratings.length;
}

Deno.test("every review of the catalogue appears once, verbatim", () => {
  const texts = readCatalogue().feedback.map(({ text }) => text);
  assert.ok(texts.length >= 150);
  assert.deepEqual(feedback.map(({ text }) => text).sort(), texts.sort());
});

Deno.test("some reviews are hostile or strange", () => {
  for (
    const pattern of [/ignore all previous/i, /drop table/i, /<script>/, /\u200b/, /[ぁ-ん]/, /\n/]
  ) {
    assert.ok(feedback.some(({ text }) => pattern.test(text)), String(pattern));
  }
});

Deno.test("it came on days that its location was open, none of it in the future", async () => {
  const days = await reader.selectFrom("sales_rollups").select(["location_id", "business_date"])
    .where("dimension", "=", "day").where("transactions", ">", 0).execute();
  const open = new Set(days.map((day) => `${day.location_id} ${day.business_date}`));
  for (const { location_id, business_date, received_at } of feedback) {
    assert.ok(open.has(`${location_id} ${business_date}`));
    assert.ok(Temporal.Instant.compare(received_at, DEMO_NOW) <= 0);
  }
});

Deno.test("a review that fits some months only came in one of them", () => {
  const cold = feedback.find(({ text }) => text.startsWith("Tomato soup on a cold day"));
  assert.match(cold?.business_date ?? "", /-(11|12|01|02)-/);
});

Deno.test("a review that names its order matches its dishes", async () => {
  const named = feedback.filter(({ order_id }) => order_id !== null);
  assert.equal(named.length, feedback.filter(({ channel }) => channel === "delivery_app").length);
  for (const { order_id, location_id, received_at } of named) {
    const order = await reader.selectFrom("orders").selectAll()
      .where("id", "=", order_id ?? "").executeTakeFirstOrThrow();
    assert.equal(order.location_id, location_id);
    assert.equal(order.order_type, "delivery");
    assert.ok(order.opened_at < received_at);
  }
  const burger = named.find(({ text }) => text.startsWith("Burger survived a bike ride"));
  const lines = await reader.selectFrom("order_lines").select("menu_item_id")
    .where("order_id", "=", burger?.order_id ?? "").execute();
  assert.ok(lines.some(({ menu_item_id }) => menu_item_id === "HOUSEBRG"));
});

Deno.test("to be found: New York's guests have been complaining of wrong orders lately", () => {
  const york = feedback.filter(({ location_id }) => location_id === "orchard-street");
  const lately = york.filter(({ business_date }) => business_date > "2026-10-29");
  const before = york.filter(({ business_date }) => business_date <= "2026-10-29");
  assert.ok(rating(lately) < rating(before) - 0.4);
  const wrong = /wrong|missing|mix-ups?|somebody else|another name|not what we ordered|forget/i;
  const complaints = (rows: typeof feedback) => rows.filter(({ text }) => wrong.test(text)).length;
  assert.ok(complaints(lately) >= 8);
  assert.ok(complaints(lately) / lately.length > 2 * complaints(before) / before.length);
});
