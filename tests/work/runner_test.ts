import assert from "node:assert/strict";
import { type Kysely, sql } from "kysely";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database, Reader, View } from "../../src/storage/database.ts";
import { fileAddress, IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { noProgress, type Progress } from "../../src/values/progress.ts";
import type { Schema } from "../../src/storage/schema/schema.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import type { JobView, Runner } from "../../src/work/runner.ts";
import { startRunner } from "../../src/work/start_runner.ts";
import { demoPlace, openDemo } from "../support/demo.ts";
import { type Place, POSTGRES } from "../support/engines.ts";
import { ask } from "../support/postgres/databases.ts";

const ALL = { since: "0000-01" };

/** A database with a month of the demo, and its runner. */
interface Workplace extends AsyncDisposable {
  readonly database: Database;
  readonly runner: Runner;
  readonly url: string;
}

const WORKPLACES: Readonly<Record<string, () => Promise<Workplace>>> = {
  "in memory": async () => workplace((await openDemo({ months: 1 })).database, IN_MEMORY),
  "on a file": async () => {
    const place = await demoPlace();
    const address = fileAddress(place.url);
    return workplace(await openSqlite(address), address, place);
  },
  "on a server": async () => {
    const place = await demoPlace({}, POSTGRES);
    const address = postgresAddress(place.url);
    return workplace(await openPostgres(address), address, place);
  },
};

function workplace(
  database: Database,
  address: Parameters<typeof startRunner>[1],
  place?: Place,
): Workplace {
  const runner = startRunner(database, address, (error) => {
    throw error;
  });
  return {
    database,
    runner,
    url: place?.url ?? "",
    async [Symbol.asyncDispose]() {
      await runner[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await place?.[Symbol.asyncDispose]();
    },
  };
}

function seenBy(given: Partial<JobView> = {}): JobView {
  return {
    caller: "ada",
    locations: null,
    progress: noProgress,
    signal: new AbortController().signal,
    ...given,
  };
}

async function salesQuestion(reader: Reader) {
  const locations = await reader.selectFrom("locations").selectAll().orderBy("id").execute();
  const period = { date: "2026-11-01", end_date: "2026-11-23" };
  return { period, locations, group_by: "location", as_of: "2026-11-24T12:00:00Z" } as const;
}

for (const [where, open] of Object.entries(WORKPLACES)) {
  Deno.test(`${where}: a job gives what it gives directly, while other work continues`, async () => {
    await using at = await open();
    let turns = 0;
    const ticking = setInterval(() => turns += 1, 0);
    const { answer, seen: { rows } } = await at.runner.run("check_rollups", ALL, seenBy());
    clearInterval(ticking);
    assert.deepEqual(answer, await checkRollups(at.database.reader));
    assert.ok(answer.orders > 0 && rows > answer.orders, `${rows} rows`);
    assert.ok(turns > 1, `${turns} turns`);
  });

  Deno.test(`${where}: other locations do not exist in a job of a caller limited to one`, async () => {
    await using at = await open();
    const question = await salesQuestion(at.database.reader);
    const [first] = question.locations;
    assert.ok(first !== undefined && question.locations.length > 1);
    const view = seenBy({ locations: [first.id] });
    const { answer: { breakdown } } = await at.runner.run("sales_answer", question, view);
    assert.deepEqual(breakdown.map(({ group }) => group), [first.id]);
    const { answer } = await at.runner.run("sales_answer", question, seenBy());
    assert.equal(answer.breakdown.length, question.locations.length);
    const nothing = seenBy({ locations: [] });
    const { answer: none } = await at.runner.run("check_rollups", ALL, nothing);
    assert.deepEqual([none.orders, none.different], [0, 0]);
  });

  Deno.test(`${where}: a job says how far it is before it answers`, async () => {
    await using at = await open();
    const { period, locations, as_of } = await salesQuestion(at.database.reader);
    const question = { period, locations, sections: [], showsNames: false, as_of };
    const told: { done: number; doing: string }[] = [];
    const progress: Progress = (done, doing) => void told.push({ done, doing });
    await at.runner.run("analytics", question, seenBy({ progress }));
    assert.deepEqual(told[0], { done: 0, doing: "Analysing: summary" });
    assert.deepEqual(told.map(({ done }) => done), told.map(({ done }) => done).toSorted());
    const before = told.length;
    await at.runner.run("check_rollups", ALL, seenBy());
    assert.equal(told.length, before);
  });

  Deno.test(`${where}: an aborted job rejects with the reason, and the next one runs`, async () => {
    await using at = await open();
    const stop = new AbortController();
    const running = at.runner.run("check_rollups", ALL, seenBy({ signal: stop.signal }));
    const waiting = at.runner.run("check_rollups", ALL, seenBy({ signal: stop.signal }));
    const ended = Promise.allSettled([running, waiting]);
    setTimeout(() => stop.abort(new Error("the caller has left")), 20);
    for (const outcome of await ended) {
      assert.equal(outcome.status, "rejected");
      assert.match(String(outcome.reason), /the caller has left/);
    }
    const late = at.runner.run("check_rollups", ALL, seenBy({ signal: stop.signal }));
    await assert.rejects(late, /the caller has left/);
    assert.equal((await at.runner.run("check_rollups", ALL, seenBy())).answer.different, 0);
  });

  Deno.test(`${where}: running jobs are abandoned on close`, async () => {
    await using at = await open();
    const outcome = assert.rejects(at.runner.run("check_rollups", ALL, seenBy()));
    await at.runner[Symbol.asyncDispose]();
    await outcome;
    await assert.rejects(at.runner.run("check_rollups", ALL, seenBy()));
  });
}

Deno.test("an aborted read ends on the server as well", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  const stop = new AbortController();
  const view: View = { locations: null, signal: stop.signal };
  const asleep = () =>
    ask(
      place.url,
      `select 1 from pg_stat_activity
       where datname = current_database() and state <> 'idle' and query like 'select pg_sleep%'`,
    );
  const reading = database.readLong(view, async ({ reader }) => {
    // A view's database is all of Kysely; its type hides that from readers.
    await sql`select pg_sleep(60)`.execute(reader as Kysely<Schema>);
  });
  reading.catch(() => {});
  while ((await asleep()).length === 0);
  stop.abort(new Error("enough"));
  await assert.rejects(reading, /enough/);
  while ((await asleep()).length > 0);
});

Deno.test("without a thread for a file, jobs run in this one", async () => {
  await using place = await demoPlace();
  const database = await openSqlite(fileAddress(place.url));
  const causes: unknown[] = [];
  const nowhere = fileAddress(`${place.url}/nothing`);
  {
    await using runner = startRunner(database, nowhere, (error) => causes.push(error));
    for (let times = 0; times < 2; times++) {
      const { answer } = await runner.run("check_rollups", ALL, seenBy());
      assert.ok(answer.orders > 0);
    }
  }
  assert.equal(causes.length, 1);
  await database[Symbol.asyncDispose]();
});
