import assert from "node:assert/strict";
import { sql } from "kysely";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { NoThread, startThread } from "../../src/work/worker_thread.ts";
import { DEMO_NOW, demoPlace } from "../support/demo.ts";
import { POSTGRES, SQLITE } from "../support/engines.ts";
import { ask } from "../support/postgres/databases.ts";

const RECOUNT = {
  name: "check_rollups",
  question: { since: "0000-01" },
  locations: null,
} as const;

Deno.test("a thread stops its job and takes the next; one that does not stop is ended", async () => {
  await using place = await demoPlace();
  const address = fileAddress(place.url);
  await using _database = await openSqlite(address);
  const thread = await startThread({ address });
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
  const thread = await startThread({ address });
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
  const starting = startThread({ address }, given.signal);
  given.abort();
  await assert.rejects(starting, NoThread);
  const thread = await startThread({ address }, new AbortController().signal);
  assert.equal((await thread.ask(RECOUNT)).kind, "done");
  thread.end();
});

Deno.test("a thread's query ends on the server, and none of the next job is hit instead", async () => {
  await using place = await demoPlace({ months: 3 }, POSTGRES);
  const address = postgresAddress(place.url);
  await using database = await openPostgres(address);
  const { cancelQuery } = database;
  const thread = await startThread({ address, cancelQuery });
  for (const pause of [0, 1, 2, 4, 8, 16, 32]) {
    const stopped = thread.ask(RECOUNT);
    await new Promise((resolve) => setTimeout(resolve, pause));
    thread.stop(60_000);
    assert.equal((await stopped).kind, "failed");
    assert.equal((await thread.ask(RECOUNT)).kind, "done");
  }
  thread.end();
});

Deno.test("a job whose connection the server ends begins again", async () => {
  await using place = await demoPlace({}, POSTGRES);
  const address = postgresAddress(`${place.url}?retry_ms=1`);
  await using database = await openPostgres(address);
  const thread = await startThread({ address });
  const answered = await database.write(async (writer) => {
    await sql`lock table order_lines in access exclusive mode`.execute(writer);
    const job = thread.ask(RECOUNT);
    await untilOneEnds(place.url);
    return { job };
  });
  assert.equal((await answered.job).kind, "done");
  thread.end();
});

/** Ends the connection that waits for another one. */
async function untilOneEnds(url: string): Promise<void> {
  const end = () =>
    ask(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
  while ((await end()).length === 0);
}
