import assert from "node:assert/strict";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { NoThread, startThread } from "../../src/work/worker_thread.ts";
import { DEMO_NOW, demoPlace } from "../support/demo.ts";
import { SQLITE } from "../support/engines.ts";

const RECOUNT = {
  name: "check_rollups",
  question: { since: "0000-01" },
  locations: null,
} as const;

Deno.test("a thread stops its job and takes the next; one that does not stop is ended", async () => {
  await using place = await demoPlace();
  const address = fileAddress(place.url);
  await using _database = await openSqlite(address);
  const thread = await startThread(address);
  const stopped = thread.ask(RECOUNT);
  thread.stop(60_000);
  assert.equal((await stopped).kind, "failed");
  assert.equal((await thread.ask(RECOUNT)).kind, "done");
  // Nothing runs, so nothing is stopped.
  thread.stop(0);
  assert.equal((await thread.ask(RECOUNT)).kind, "done");
  const ended = thread.ask(RECOUNT);
  thread.end();
  await assert.rejects(ended, /ended/);
});

Deno.test("a report that is being written ends at its next word, and the thread goes on", async () => {
  await using place = await demoPlace();
  const address = fileAddress(place.url);
  await using database = await openSqlite(address);
  const thread = await startThread(address);
  const report = {
    name: "report",
    question: {
      type: "sales",
      period: { date: "2026-11-01", end_date: "2026-11-22" },
      location_ids: (await readLocations(database.reader)).map(({ id }) => id),
      now: DEMO_NOW.toString(),
      format: "pdf",
    },
    locations: null,
  } as const;
  const heard: string[] = [];
  const stopped = thread.ask(report, (_done, doing) => {
    heard.push(doing);
    if (doing.startsWith("Writing")) thread.stop(60_000);
  });
  const answer = await stopped;
  assert.equal(answer.kind, "failed");
  assert.equal(heard.filter((doing) => doing.startsWith("Writing")).length, 1);
  assert.equal((await thread.ask(report)).kind, "done");
  thread.end();
});

Deno.test("a thread that is not wanted any more while it starts is ended", async () => {
  await using place = await SQLITE.place();
  const address = fileAddress(place.url);
  await using _database = await openSqlite(address);
  const given = new AbortController();
  const starting = startThread(address, given.signal);
  given.abort();
  await assert.rejects(starting, NoThread);
  const thread = await startThread(address, new AbortController().signal);
  assert.equal((await thread.ask(RECOUNT)).kind, "done");
  thread.end();
});
