import assert from "node:assert/strict";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importCatalogText } from "../../support/imports.ts";
import { newSales, openRestaurant, order, WRITTEN_AT } from "../../support/sales.ts";

const DOWNTOWN = { location: "downtown", timezone: "America/New_York" };

async function take(database: Database, lines: readonly string[]) {
  return await importCatalogText(database, "feedback", lines.join("\n"), DOWNTOWN);
}

async function stored(database: Database) {
  return await database.reader.selectFrom("feedback").select(["id", "rating", "channel", "text"])
    .orderBy("received_at").orderBy("id").execute();
}

onEveryEngine("text and date are enough; ids are kept, again changes nothing", async (engine) => {
  await using database = await engine.fresh();
  const file = ["id,review,date", "g-1,Lovely soup,2026-11-20", ',"Cold, sad chips",2026-11-21'];
  assert.equal((await take(database, file)).added, 2);
  const again = await take(database, file);
  assert.deepEqual([again.added, again.skipped], [0, 2]);
  const [first, second] = await stored(database);
  assert.deepEqual({ ...first }, {
    id: "g-1",
    rating: null,
    channel: "import",
    text: "Lovely soup",
  });
  assert.match(second?.id ?? "", /^[A-Z0-9]{8}$/);
});

onEveryEngine(
  "scales of ten, out-of and thumbs become stars, and the summary says so",
  async (engine) => {
    await using database = await engine.fresh();
    const { notes } = await take(database, [
      "id,text,date,rating",
      "a,one,2026-11-20,10",
      "b,two,2026-11-20,1",
      "c,three,2026-11-20,3/5",
      "d,four,2026-11-20,thumbs down",
      "e,five,2026-11-20,",
    ]);
    const ratings = (await stored(database)).map(({ rating }) => rating);
    assert.deepEqual(ratings, [5, 1, 3, 1, null]);
    assert.match(notes.join(" "), /up to 10.*thumbs/);
  },
);

onEveryEngine(
  "verdicts become stars and are named as such, numbers in words are not",
  async (engine) => {
    await using database = await engine.fresh();
    const { notes } = await take(database, [
      "id,text,date,rating",
      "a,one,2026-11-20,FIVE",
      "b,two,2026-11-20,Recommended",
      "c,three,2026-11-20,Doesn’t recommend",
      "d,four,2026-11-20,★★",
    ]);
    const ratings = (await stored(database)).map(({ rating }) => rating);
    assert.deepEqual(ratings, [5, 5, 1, 2]);
    assert.match(notes.join(" "), /2 ratings are given as a verdict/);
    const one = await take(database, ["id,text,date,rating", "e,five,2026-11-21,👍"]);
    assert.match(one.notes.join(" "), /1 rating is given as a verdict/);
  },
);

onEveryEngine("one review from two sources counts once", async (engine) => {
  await using database = await engine.fresh();
  const summary = await take(database, [
    "id,text,date,source",
    "a,Waited an hour for a table and left!,2026-11-20,google",
    "b,waited an hour for a table and left,2026-11-23,yelp",
    "c,Waited an hour for a table and left!,2026-12-20,yelp",
  ]);
  assert.deepEqual([summary.added, summary.skipped], [2, 1]);
  assert.match(JSON.stringify(summary.skipped_for), /the same review from another source/);
});

onEveryEngine("signs alone are the same review only with the same stars", async (engine) => {
  await using database = await engine.fresh();
  const [up, down] = ["👍".repeat(18), "👎".repeat(18)];
  const header = "id,text,date,rating";
  const { added } = await take(database, [
    header,
    `a,${up},2026-11-20,5`,
    `b,${down},2026-11-20,1`,
    `c,${"!.".repeat(12)},2026-11-20,3`,
    `d,${up},2026-11-20,5`,
    `e,${up},2026-11-20,2`,
  ]);
  assert.equal(added, 5);
  const noIds = await take(database, [
    "text,date,rating",
    "🔥🔥,2026-11-20,5",
    "🔥🔥,2026-11-20,1",
    "🔥🔥,2026-11-20,1",
  ]);
  assert.deepEqual([noIds.added, noIds.skipped], [2, 1]);
});

onEveryEngine("a week is counted from the review that is kept", async (engine) => {
  await using database = await engine.fresh();
  const text = "Waited an hour for a table and left";
  const { added, skipped_for } = await take(database, [
    "id,text,date",
    `a,${text},2026-11-10`,
    `b,${text},2026-11-15`,
    `c,${text},2026-11-20`,
  ]);
  assert.equal(added, 2);
  assert.deepEqual(skipped_for.map(({ reason }) => reason), ["twice in this file"]);
});

onEveryEngine(
  "addresses, numbers, handles and authors of guests are not stored",
  async (engine) => {
    await using database = await engine.fresh();
    await take(database, [
      "id,text,date,author",
      'a,"Call me on 555-123-4567 or jane@example.com, I am @jane_doe. Cold soup.",2026-11-20,Jane Doe',
    ]);
    const [{ text } = { text: "" }] = await stored(database);
    assert.equal(text, "Call me on [removed] or [removed], I am [removed]. Cold soup.");
  },
);

onEveryEngine("rows that cannot be read are set aside with their reason", async (engine) => {
  await using database = await engine.fresh();
  const summary = await take(database, [
    "id,text,date,rating",
    "a,,2026-11-20,5",
    "b,Fine,2026-11-20,many",
    "c,Fine,2026-02-30,5",
    "a b,Fine,2026-11-20,5",
    "e,Good soup and more of it,2026-11-20,5",
  ]);
  assert.deepEqual([summary.added, summary.quarantined], [1, 4]);
  const reasons = summary.quarantined_for.map(({ reason }) => reason).join("; ");
  assert.match(reasons, /text is empty/);
  assert.match(reasons, /rating is not a rating/);
  assert.match(reasons, /id has spaces/);
});

onEveryEngine("one stray rating does not change the scale of all others", async (engine) => {
  await using database = await engine.fresh();
  const summary = await take(database, [
    "id,text,date,rating",
    ...[5, 4, 6, 3].map((rating, at) => `${at},Text ${at} of a guest,2026-11-20,${rating}`),
  ]);
  assert.deepEqual([summary.added, summary.quarantined, summary.notes], [3, 1, []]);
  assert.match(summary.quarantined_for[0]?.reason ?? "", /not on the scale of 1 to 5/);
  const ratings = (await stored(database)).map(({ rating }) => rating);
  assert.deepEqual(ratings, [5, 4, 3]);
});

onEveryEngine(
  "a review that was corrected since takes the place of the earlier one",
  async (engine) => {
    await using database = await engine.fresh();
    const header = "id,text,date,rating";
    await take(database, [header, "a,The soup was cold,2026-11-20,2", "b,Fine,2026-11-20,4"]);
    const again = await take(database, [
      header,
      "a,They made up for it,2026-11-20,5",
      "b,Fine,2026-11-20,4",
    ]);
    assert.deepEqual([again.added, again.changed, again.skipped], [0, 1, 1]);
    const rows = await stored(database);
    assert.deepEqual(rows.map(({ text, rating }) => [text, rating]), [
      ["They made up for it", 5],
      ["Fine", 4],
    ]);
    const twice = await take(database, [header, "c,Good,2026-11-20,4", "c,Bad,2026-11-20,1"]);
    assert.match(
      twice.quarantined_for[0]?.reason ?? "",
      /id is on line 2 already, with other values/,
    );
  },
);

onEveryEngine("JSON lines are rows; a list in one is left out", async (engine) => {
  await using database = await engine.fresh();
  const { added } = await take(database, [
    '{"reviewId":"j-1","comment":"Lovely\\nsoup","createTime":"2026-11-20T19:00:00Z","starRating":"FOUR"}',
    '{"reviewId":"j-2","comment":"Cold, \\"sad\\" chips","createTime":"2026-11-21T19:00:00Z","photos":["a"]}',
  ]);
  assert.equal(added, 2);
  const [first, second] = await stored(database);
  assert.deepEqual([first?.id, first?.rating, first?.text], ["j-1", 4, "Lovely\nsoup"]);
  assert.deepEqual([second?.rating, second?.text], [null, 'Cold, "sad" chips']);
});

onEveryEngine("what is set aside of JSON lines is named by its own line", async (engine) => {
  await using database = await engine.fresh();
  const { quarantined_for } = await take(database, [
    '{"text":"Lovely\\nsoup\\r\\nand bread","date":"2026-11-20"}',
    "",
    '{"text":"","date":"2026-11-20"}',
    '{"text":"Cold chips","date":"2026-11-21"}',
  ]);
  assert.deepEqual(quarantined_for.map(({ reason, lines }) => [reason, lines]), [[
    "text is empty",
    [3],
  ]]);
});

onEveryEngine("a line that is no JSON is named", async (engine) => {
  await using database = await engine.fresh();
  await assert.rejects(take(database, ['{"text":"a","date":"2026-11-20"}', "{oops"]), /Line 2/);
});

onEveryEngine(
  "a document that holds a list of reviews, as Google's does, is read",
  async (engine) => {
    await using database = await engine.fresh();
    const reviews = [{
      reviewId: "g-7",
      reviewer: { displayName: "Pat", isAnonymous: false },
      starRating: "TWO",
      comment: "Cold chips again.",
      createTime: "2026-11-20T19:00:00.123Z",
      updateTime: "2026-11-20T19:00:00.123Z",
    }];
    const { added } = await take(database, [
      JSON.stringify({ reviews, averageRating: 4.1 }, null, 2),
    ]);
    assert.equal(added, 1);
    assert.equal((await stored(database))[0]?.rating, 2);
  },
);

onEveryEngine("five stars of one source stand beside ten points of another", async (engine) => {
  await using database = await engine.fresh();
  const { notes, quarantined } = await take(database, [
    "id,text,date,rating,source",
    "a,Lovely soup at lunch,2026-11-20,5,Google",
    "b,The bread was stale,2026-11-20,2,Google",
    "c,Superb duck for two,2026-11-21,9.2,booking",
    "d,Nothing right at all,2026-11-21,2.5,booking",
    "e,No stars were asked,2026-11-22,N/A,booking",
    "f,Nor were they here,2026-11-22,-,booking",
  ]);
  const ratings = (await stored(database)).map(({ rating }) => rating);
  assert.deepEqual([ratings, quarantined], [[5, 2, 5, 2, null, null], 0]);
  assert.deepEqual(notes, [
    "Ratings from booking go up to 10: they were mapped to 1 to 5 stars.",
  ]);
});

onEveryEngine("two guests of one source may both write the same few words", async (engine) => {
  await using database = await engine.fresh();
  const file = [
    "id,text,date,source",
    "a,Great!,2026-11-20,google",
    "b,Great!,2026-11-20,google",
    "c,Great!,2026-11-20,yelp",
  ];
  assert.equal((await take(database, file)).added, 3);
  assert.equal((await take(database, file)).added, 0);
  const noIds = await take(database, ["text,date", "Great!,2026-11-25", "Great!,2026-11-25"]);
  assert.deepEqual([noIds.added, noIds.skipped], [1, 1]);
});

onEveryEngine("locations that number their feedback alike keep all of it", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales([order()]), WRITTEN_AT));
  const importAt = (location: string, rows: readonly string[]) =>
    importCatalogText(database, "feedback", ["id,text,date,order_id", ...rows].join("\n"), {
      location,
    });
  const here = ["1,Lovely soup,2026-11-20,ORDER001", "2,Cold coffee,2026-11-20,"];
  const there = ["1,Slow service,2026-11-20,ORDER001", "2,Cold coffee,2026-11-20,"];
  assert.equal((await importAt("downtown", here)).added, 2);
  assert.equal((await importAt("harbour", there)).added, 2);
  const pieces = async () =>
    await database.reader.selectFrom("feedback")
      .select(["id", "location_id", "source_id", "order_id", "text"])
      .orderBy("location_id").orderBy("text").execute();
  const first = await pieces();
  assert.deepEqual(
    first.map(({ location_id, source_id, order_id, text }) =>
      [location_id, source_id, order_id, text].join(" ")
    ),
    [
      ...["downtown   Cold coffee", "downtown  ORDER001 Lovely soup"],
      ...["harbour 2  Cold coffee", "harbour 1  Slow service"],
    ],
  );
  assert.equal(new Set(first.map(({ id }) => id)).size, 4);
  assert.deepEqual(first.slice(0, 2).map(({ id }) => id), ["2", "1"]);
  // Each file again finds its own, and corrects it.
  assert.equal((await importAt("downtown", here)).skipped, 2);
  const corrected = ["1,They made up for it,2026-11-20,", "2,Cold coffee,2026-11-20,"];
  const { changed, skipped } = await importAt("harbour", corrected);
  assert.deepEqual([changed, skipped], [1, 1]);
  const ids = (rows: typeof first) => rows.map(({ id }) => id).sort();
  assert.deepEqual(ids(await pieces()), ids(first));
});
