import assert from "node:assert/strict";
import {
  lastSequence,
  type NewEvent,
  readEvents,
  recordEvents,
} from "../../../src/restaurant/journal/outbox.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

function event(subject_id: string): NewEvent {
  return {
    kind: "order_received",
    subject_id,
    location_id: "downtown",
    business_date: "2026-12-31",
    details: { total: 5 },
  };
}

onEveryEngine(
  "events are numbered without a gap, also after a transaction that failed",
  async (engine) => {
    await using database = await openRestaurant(engine);
    assert.equal(await lastSequence(database.reader), 0);
    const record = (...subjects: string[]) =>
      database.write((writer) => recordEvents(writer, subjects.map(event), WRITTEN_AT));
    await record("A", "B");
    await assert.rejects(database.write(async (writer) => {
      await recordEvents(writer, [event("LOST")], WRITTEN_AT);
      throw new Error("taken back");
    }));
    await record();
    await record("C");
    const events = await readEvents(database.reader, 0, 10);
    assert.deepEqual(events.map((e) => [e.sequence, e.subject_id]), [[1, "A"], [2, "B"], [3, "C"]]);
    assert.equal(await lastSequence(database.reader), 3);
  },
);

onEveryEngine("a reader resumes where it stopped, in bounded batches", async (engine) => {
  await using database = await openRestaurant(engine);
  const events = ["A", "B", "C"].map(event);
  await database.write((writer) => recordEvents(writer, events, WRITTEN_AT));
  const [second, ...others] = await readEvents(database.reader, 1, 1);
  assert.deepEqual(others, []);
  assert.deepEqual({ ...second }, { ...event("B"), sequence: 2, happened_at: WRITTEN_AT });
});
