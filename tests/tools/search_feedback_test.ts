import assert from "node:assert/strict";
import { callTool, testRegistry } from "../support/calls.ts";
import { storeAnalyses } from "../../src/restaurant/feedback/store_analyses.ts";
import type { Database } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openWithFeedback, openWithUnread } from "../support/feedback.ts";
import { WRITTEN_AT } from "../support/sales.ts";

interface Found {
  readonly ids: readonly string[];
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

async function search(database: Database, args: Record<string, unknown> = {}): Promise<Found> {
  const { structured, text } = await callTool(testRegistry(database), "search_feedback", args);
  const feedback = (structured.feedback ?? []) as { feedback_id: string }[];
  return { ids: feedback.map(({ feedback_id }) => feedback_id), structured, text };
}

/** Gives pieces other texts, by their ids. */
async function rewrite(database: Database, texts: Readonly<Record<string, string>>): Promise<void> {
  await database.write(async (writer) => {
    for (const [id, text] of Object.entries(texts)) {
      await writer.updateTable("feedback").set({ text }).where("id", "=", id).execute();
    }
  });
}

/** The ids of every page, one after another. */
async function inPages(database: Database, args: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: unknown;
  do {
    const page = await search(database, { ...args, ...(cursor !== undefined && { cursor }) });
    ids.push(...page.ids);
    cursor = page.structured.next_cursor;
  } while (cursor !== undefined);
  return ids;
}

onEveryEngine("alerts come first, then the latest; each part narrows", async (engine) => {
  await using database = await openWithFeedback(engine);
  const ids = async (args: Record<string, unknown>) => (await search(database, args)).ids;
  assert.deepEqual(await ids({}), ["yelp-2", "WAITED01", "PRAISE01", "PLAIN001"]);
  assert.deepEqual(await ids({ alert: "any" }), ["yelp-2"]);
  assert.deepEqual(await ids({ alert: "billing" }), []);
  assert.deepEqual(await ids({ sentiment: "positive" }), ["PRAISE01"]);
  assert.deepEqual(await ids({ aspect: "wait_time", sentiment: "negative" }), ["WAITED01"]);
  assert.deepEqual(await ids({ location: "Harbour" }), ["WAITED01"]);
  assert.deepEqual(await ids({ rating: "1-2" }), ["yelp-2", "WAITED01"]);
  assert.deepEqual(await ids({ date_range: "2026-11" }), ["PLAIN001"]);
  assert.deepEqual(await ids({ item: "cheeseburger" }), ["PRAISE01"]);
});

onEveryEngine("words are found in any form, wildcards and operators are plain", async (engine) => {
  await using database = await openWithFeedback(engine);
  const ids = async (text: string) => (await search(database, { text })).ids;
  assert.deepEqual(await ids("waiting"), ["WAITED01"]);
  assert.deepEqual(await ids("FOOD hour"), ["WAITED01"]);
  assert.deepEqual(await ids("hour food nowhere"), []);
  for (
    const hostile of [
      '"',
      "wait* OR",
      "NEAR(a b)",
      "'; drop table feedback; --",
      "-",
      "food:",
      "%",
      "\\",
    ]
  ) {
    assert.ok(Array.isArray(await ids(hostile)), hostile);
  }
});

onEveryEngine("an item is found by its name with or for &", async (engine) => {
  await using database = await openWithFeedback(engine);
  const found = async (name: string, item: string) => {
    await database.write((writer) =>
      writer.updateTable("menu_items").set({ name }).where("id", "=", "BURGER00").execute()
    );
    return (await search(database, { item })).ids;
  };
  assert.deepEqual(await found("Fish & Chips", "fish and chips"), ["PRAISE01"]);
  assert.deepEqual(await found("Fish and Chips", "Fish & chips"), ["PRAISE01"]);
});

onEveryEngine("emoji and texts without spaces are found as they are written", async (engine) => {
  await using database = await openWithFeedback(engine);
  const texts = {
    PRAISE01: "❤️❤️ 100%",
    WAITED01: "服务很慢,等了一个小时",
    PLAIN001: "😡 never again",
  };
  await rewrite(database, texts);
  const found = {
    "❤": "PRAISE01",
    "❤️": "PRAISE01",
    很慢: "WAITED01",
    "小时 服务": "WAITED01",
    "😡": "PLAIN001",
  };
  for (const [text, id] of Object.entries(found)) {
    assert.deepEqual((await search(database, { text })).ids, [id], text);
  }
  for (const nothing of ["👎", "\uFE0F"]) {
    assert.deepEqual((await search(database, { text: nothing })).ids, [], nothing);
  }
});

onEveryEngine("capitals, accents and their form do not matter", async (engine) => {
  await using database = await openWithFeedback(engine);
  const texts: Readonly<Record<string, string>> = {
    PRAISE01: "Un CAFÉ et des crêpes, vraiment délicieux.",
    WAITED01: "Die U\u0308bergabe dauerte; ТАРЕЛКА пустая.",
    PLAIN001: "A naïve façade with jalapeños.",
  };
  await rewrite(database, texts);
  for (
    const [id, ...searches] of [
      ["PRAISE01", "cafe", "café", "CAFE\u0301", "crepe", "Crêpes", "delicieux"],
      ["WAITED01", "übergabe", "UBERGABE", "u\u0308bergabe", "тарелка"],
      ["PLAIN001", "naive", "nai\u0308ve", "FAÇADE", "jalapeno", "jalapeños facade"],
    ] as const
  ) {
    for (const text of searches) {
      assert.deepEqual((await search(database, { text })).ids, [id], text);
    }
  }
  assert.deepEqual((await search(database, { text: "caf" })).ids, []);
});

onEveryEngine(
  "a change of text is found by its new words, a removed one no more",
  async (engine) => {
    await using database = await openWithFeedback(engine);
    await database.write(async (writer) => {
      await writer.updateTable("feedback").set({ text: "Fabulous pancakes." })
        .where("id", "=", "PLAIN001").execute();
      await writer.deleteFrom("feedback_themes").where("feedback_id", "=", "WAITED01").execute();
      await writer.deleteFrom("feedback_analyses").where("feedback_id", "=", "WAITED01").execute();
      await writer.deleteFrom("feedback").where("id", "=", "WAITED01").execute();
    });
    assert.deepEqual((await search(database, { text: "pancake" })).ids, ["PLAIN001"]);
    assert.deepEqual((await search(database, { text: "cola" })).ids, []);
    assert.deepEqual((await search(database, { text: "hour" })).ids, []);
  },
);

onEveryEngine("themes are compared with the period before", async (engine) => {
  await using database = await openWithFeedback(engine);
  const { structured } = await search(database, { date_range: "2026-12" });
  assert.equal(structured.count, 3);
  assert.equal(structured.count_before, 1);
  assert.deepEqual(structured.compared_with, { date: "2026-11-01", end_date: "2026-11-30" });
  assert.deepEqual(structured.average_rating, 2.67);
  const themes = structured.themes as {
    kind: string;
    name: string;
    mentions: number;
    before: number;
  }[];
  const wait = themes.find(({ name }) => name === "wait_time");
  assert.deepEqual([wait?.mentions, wait?.before], [1, 0]);
  assert.ok(themes.some(({ kind, name }) => kind === "item" && name === "Cheeseburger"));
});

onEveryEngine(
  "the most severe alerts come first, and those left out are counted",
  async (engine) => {
    await using database = await openWithUnread(engine);
    await database.write(async (writer) => {
      const texts = [
        ...Array.from({ length: 9 }, () => "We were charged twice for the salad."),
        "I told them about my nut allergy and the salad still had nuts in it.",
      ];
      const rows = texts.map((text, i) => ({
        id: `ALERT-${i}`,
        location_id: "downtown",
        order_id: null,
        business_date: "2026-12-24",
        // The allergen is the oldest: by time it would be left out.
        received_at: `2026-12-24T1${9 - i}:00:00Z`,
        channel: "survey",
        rating: 1,
        text,
      }));
      await writer.insertInto("feedback").values(rows).execute();
    });
    while (await storeAnalyses(database, WRITTEN_AT) > 0);
    const { structured, text, ids } = await search(database, { alert: "any", limit: 4 });
    const alerts = structured.alerts as { kind: string; severity: string; feedback_id: string }[];
    assert.equal(structured.alerts_in_all, 11);
    assert.equal(alerts.length, 8);
    assert.deepEqual(alerts.slice(0, 3).map(({ kind }) => kind).sort(), [
      "allergen",
      "billing",
      "illness",
    ]);
    assert.equal(alerts[2]?.kind, "billing");
    assert.equal(alerts[2]?.feedback_id, "ALERT-0");
    assert.deepEqual(ids.slice(0, 2).sort(), ["ALERT-9", "yelp-2"]);
    assert.match(text, /11 pieces have alerts; those of the 8 most severe are listed first/);

    const paged = await inPages(database, { alert: "any", limit: 2 });
    assert.equal(new Set(paged).size, 11);
    assert.deepEqual(paged.slice(0, 4), ids);
  },
);

onEveryEngine("one star is one star", async (engine) => {
  await using database = await openWithFeedback(engine);
  const { text } = await search(database, { rating: "1" });
  assert.match(text, /; 1 star on average of 1 rated/);
});

onEveryEngine("pages hold every piece once", async (engine) => {
  await using database = await openWithFeedback(engine);
  const whole = (await search(database, { limit: 50 })).ids;
  assert.deepEqual(await inPages(database, { limit: 1 }), whole);
});

onEveryEngine("unanalysed feedback is found, with a note", async (engine) => {
  await using database = await openWithUnread(engine);
  const { ids, text } = await search(database);
  assert.equal(ids.length, 4);
  assert.match(text, /4 of them are not read/);
});

onEveryEngine("what makes no sense is refused by name", async (engine) => {
  await using database = await openWithFeedback(engine);
  const code = async (args: Record<string, unknown>) =>
    (await search(database, args)).structured.error_code;
  assert.equal(await code({ rating: "5-1" }), "INVALID_INPUT");
  assert.equal(await code({ date_range: "soon" }), "INVALID_INPUT");
  assert.equal(await code({ cursor: "x" }), "INVALID_INPUT");
  assert.equal(await code({ item: "unicorn" }), "NOT_FOUND");
});
