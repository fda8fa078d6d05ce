import assert from "node:assert/strict";
import { insertMany } from "../../../src/storage/bulk.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { customerReport } from "../../../src/restaurant/reporting/customer.ts";
import { toText } from "../../../src/report/to_text.ts";
import { onEveryEngine } from "../../support/engines.ts";
import type { Report } from "../../../src/report/model.ts";
import { storeAnalyses } from "../../../src/restaurant/feedback/store_analyses.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

onEveryEngine(
  "feedback by rating, channel and location, with quotes and locations without any",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const rows = [
      ["A", 5, "Lovely 很好吃", "google"],
      ["B", 2, "Cold soup", "google"],
      ["C", null, "When do you open?", "email"],
    ] as const;
    await database.write((writer) =>
      insertMany(
        writer,
        "feedback",
        rows.map(([id, rating, text, channel], at) => ({
          id: `FEEDBK0${id}`,
          location_id: "downtown",
          order_id: null,
          received_at: `2026-12-1${at}T12:00:00Z`,
          business_date: `2026-12-1${at}`,
          channel,
          rating,
          text,
        })),
      )
    );
    const report = await customerReport(database.reader, {
      period: { date: "2026-12-01", end_date: "2026-12-31" },
      locations: await readLocations(database.reader),
      now: Temporal.Instant.from("2027-01-02T12:00:00Z"),
    });
    const text = toText(report);
    assert.match(
      text,
      /Feedback 3, With a rating 2, Average rating 3\.50, Without a sent reply 3, Rated 1 or 2 50 %\./,
    );
    assert.match(text, /3 pieces of feedback not analysed yet\./);
    assert.match(text, /Not known: the feedback has not been analysed yet\./);
    assert.match(text, /No rating \| 1 \| 33\.3 %\nTotal \| 3 \| 100\.0 %/);
    assert.match(text, /Google \| 2 \| 3\.50\nEmail \| 1 \| n\/a/);
    assert.match(text, /No feedback of Harbour\./);
    assert.match(
      text,
      /- “Cold soup” \(2 of 5, google, 2026-12-11\)[\s\S]*- “Lovely 很好吃” \(5 of 5/,
    );
  },
);

Deno.test("what is analysed is shown by week or day, and what has no rating is quoted by what it says", async () => {
  await using database = await openRestaurant();
  const said = [
    ["A", "2026-12-01", 5, "Lovely staff and delicious food."],
    ["B", "2026-12-09", null, "The soup was cold and the waiter was rude."],
    ["C", "2026-12-10", null, "Delicious burger, we loved it."],
  ] as const;
  await database.write((writer) =>
    insertMany(
      writer,
      "feedback",
      said.map(([id, business_date, rating, text]) => ({
        ...{ id: `FEEDBK0${id}`, location_id: "downtown", order_id: null, channel: "survey" },
        ...{ received_at: `${business_date}T12:00:00Z`, business_date, rating, text },
      })),
    )
  );
  const request = {
    period: { date: "2026-12-01", end_date: "2026-12-21" },
    locations: await readLocations(database.reader),
    now: Temporal.Instant.from("2027-01-02T12:00:00Z"),
  };
  const trendOf = ({ sections }: Report, key = "sentiment_by_week") =>
    sections.flatMap(({ blocks }) => blocks)
      .flatMap((block) => block.type === "chart" && block.key === key ? block.series : []);
  const before = await customerReport(database.reader, request);
  assert.deepEqual(trendOf(before), []);
  while (await storeAnalyses(database, WRITTEN_AT) > 0);
  const report = await customerReport(database.reader, request);
  assert.deepEqual(trendOf(report), [
    { name: "Positive", values: [1, 1, 0] },
    { name: "Negative", values: [0, 1, 0] },
  ]);
  const period = { date: "2026-12-08", end_date: "2026-12-10" };
  const days = await customerReport(database.reader, { ...request, period });
  assert.deepEqual(trendOf(days, "sentiment_by_day"), [
    { name: "Positive", values: [0, 0, 1] },
    { name: "Negative", values: [0, 1, 0] },
  ]);
  const text = toText(report);
  assert.match(text, /unhappy about[\s\S]*“The soup was cold[^”]*” \(survey, 2026-12-09\)/);
  assert.match(text, /praised[\s\S]*“Delicious burger[^”]*” \(survey, 2026-12-10\)/);
});
