import assert from "node:assert/strict";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { nextNumbers, readCounter, setCounter } from "../../src/storage/counters.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";

/** Everything that a late caller could write with. */
const WAYS: Readonly<Record<string, (writer: Writer) => Promise<unknown>>> = {
  "a statement that is sent": (writer) => setCounter(writer, "late", 1),
  "a statement that is asked": (writer) => nextNumbers(writer, "late"),
  "a query that is built": (writer) =>
    writer.insertInto("counters").values({ name: "late", value: 1 }).execute(),
  // Not a promise yet where it throws.
  "an event": async (writer) =>
    await recordEvents(writer, [{
      kind: "catalog_changed",
      subject_id: "LATE",
      location_id: null,
      business_date: null,
    }], "2026-12-31T12:00:00Z"),
};

const RUNS = ["write", "writeTogether"] as const;

for (const [name, late] of Object.entries(WAYS)) {
  onEveryEngine(`after the commit ${name} is refused`, async (engine) => {
    await using database = await engine.fresh();
    for (const run of RUNS) {
      let kept: Writer | undefined;
      await database[run]((writer) => {
        kept = writer;
        return setCounter(writer, "n", 1);
      });
      assert.ok(kept);
      await assert.rejects(
        () => late(kept as Writer),
        /transaction (?:has ended|is already committed)/i,
      );
    }
    assert.equal(await readCounter(database.reader, "late"), 0);
  });
}

onEveryEngine(
  "what a failed piece still has under way is taken back with it",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    const add = (writer: Writer, name: string) =>
      writer.insertInto("counters").values({ name, value: 1 }).execute();
    const fails = (writer: Writer) => {
      // Under way while it fails, and nobody waits for them.
      const late = [1, 2, 3].map((n) => add(writer, `late ${n}`));
      for (const one of late) one.catch(() => {});
      return Promise.reject(new Error("failed"));
    };
    // With a savepoint for each piece, after the first failure.
    for (let round = 0; round < 3; round++) {
      const outcomes = await Promise.allSettled([
        database.writeTogether((writer) => add(writer, `before ${round}`)),
        database.writeTogether(fails),
        database.writeTogether((writer) => add(writer, `after ${round}`)),
      ]);
      assert.deepEqual(outcomes.map(({ status }) => status), [
        ...["fulfilled", "rejected", "fulfilled"],
      ]);
    }
    assert.deepEqual(await names(database), [
      ...["after 0", "after 1", "after 2", "before 0", "before 1", "before 2"],
    ]);
  },
);

async function names({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("counters").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}
