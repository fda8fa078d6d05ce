import assert from "node:assert/strict";
import { z } from "zod";
import { sql } from "kysely";
import { once } from "../../src/restaurant/journal/once.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { POSTGRES } from "../support/engines.ts";
import { behindProxy } from "../support/postgres/behind_proxy.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { proxyTo } from "../support/postgres/proxy.ts";
import { until } from "../support/until.ts";

/** Waits are short, so that the tests are. */
const QUICK = "pool_min=0&pool_max=4&retry_ms=50";

/** Not the `read committed` at the beginning. */
const COMMIT = /commit\0/;

/** Writes a row, in a way that a second time would fail. */
function addRow(writer: Writer, name: string) {
  return writer.insertInto("counters").values({ name, value: 1 }).execute();
}

async function rows({ reader }: Database): Promise<string[]> {
  const found = await reader.selectFrom("counters").select("name").orderBy("name").execute();
  return found.map(({ name }) => name);
}

function isUnavailable(message: RegExp) {
  return (error: unknown) =>
    error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE" &&
    message.test(error.message) && typeof error.details.retry_after_seconds === "number";
}

Deno.test("a read with a broken connection is retried and succeeds", () =>
  behindProxy(async (database, proxy) => {
    for (const when of ["before", "after"] as const) {
      const cut = proxy.cutAt(/from "counters"/, when);
      assert.deepEqual(await rows(database), []);
      await cut;
    }
  }));

Deno.test("a transaction that is cut before its commit runs again as a whole, and counts once", () =>
  behindProxy(async (database, proxy, direct) => {
    for (
      const [at, when, expected] of [
        // The work goes on while the server is told to begin.
        [/start transaction/, "before", 2],
        [/insert into "counters"/, "before", 2],
        [/insert into "counters"/, "after", 2],
      ] as const
    ) {
      const id = `${at} ${when}`;
      let runs = 0;
      const cut = proxy.cutAt(at, when);
      await database.write((writer) => (runs++, addRow(writer, id)));
      await cut;
      assert.equal(runs, expected, id);
      assert.ok((await rows(direct)).includes(id));
    }
  }));

for (const [when, counts] of [["before", 0], ["after", 1]] as const) {
  Deno.test(`a commit that is cut ${when} the server has it is not repeated, and said to be unknown`, () =>
    behindProxy(async (database, proxy, direct) => {
      let runs = 0;
      const cut = proxy.cutAt(COMMIT, when);
      await assert.rejects(
        database.write((writer) => (runs++, addRow(writer, "a"))),
        isUnavailable(/^It is not known whether this counted/),
      );
      await cut;
      assert.equal(runs, 1);
      assert.equal((await rows(direct)).length, counts);
      await database.write((writer) => addRow(writer, "b"));
    }));

  Deno.test(`cut ${when} the server has the commit, the same key again counts once`, () =>
    behindProxy(async (database, proxy, direct) => {
      let answers = 0;
      const request = { scope: "test", key: "k", data: {}, answer: z.int() };
      const ask = () =>
        database.write((writer) =>
          once(writer, request, "2026-12-31T00:00:00Z", async () => {
            await addRow(writer, "a");
            return ++answers;
          })
        );
      const cut = proxy.cutAt(COMMIT, when);
      await assert.rejects(ask(), isUnavailable(/not known/));
      await cut;
      const first = when === "after" ? 1 : 2;
      assert.equal(await ask(), first);
      assert.equal(await ask(), first);
      assert.deepEqual(await rows(direct), ["a"]);
    }));
}

Deno.test("a briefly unreachable database is waited for, at the start and later", async () => {
  await using place = await POSTGRES.place();
  await using proxy = proxyTo(place.url);
  proxy.away();
  const opening = openPostgres(postgresAddress(`${proxy.url}?${QUICK}`));
  const timer = setTimeout(proxy.back, 100);
  await using database = await opening;
  clearTimeout(timer);
  proxy.away();
  const reading = rows(database);
  const writing = database.write((writer) => addRow(writer, "a"));
  setTimeout(proxy.back, 100);
  await Promise.all([reading, writing]);
  assert.deepEqual(await rows(database), ["a"]);
});

Deno.test("one that stays away at the start is said to be away", async () => {
  await using place = await POSTGRES.place();
  await using proxy = proxyTo(place.url);
  proxy.away();
  await assert.rejects(
    openPostgres(postgresAddress(`${proxy.url}?retry_ms=1`)),
    isUnavailable(/^The database does not answer/),
  );
});

Deno.test("while it stays away calls fail at once, and serve again when it is back", () =>
  behindProxy(async (database, proxy, direct) => {
    proxy.away();
    const fails = (message: RegExp) => assert.rejects(rows(database), isUnavailable(message));
    await until(async () => {
      const error: unknown = await rows(database).then(() => undefined, (error) => error);
      assert.ok(isUnavailable(/database/)(error));
      return isUnavailable(/away for a while/)(error);
    });
    const made = proxy.made;
    await Promise.all(Array.from({ length: 100 }, () => fails(/away for a while/)));
    assert.ok(proxy.made <= made + 1);
    await assert.rejects(database.ping(), isUnavailable(/database/));
    proxy.back();
    while (!await database.ping().then(() => true, () => false)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await database.write((writer) => addRow(writer, "a"));
    assert.deepEqual(await rows(direct), ["a"]);
  }));

Deno.test("broken connections are closed, and recovery uses no more connections than before", () =>
  behindProxy(async (database, proxy, direct) => {
    const all = (n: number) => Promise.all(Array.from({ length: n }, () => rows(database)));
    await all(20);
    for (let i = 0; i < 5; i++) {
      proxy.away();
      const reading = all(5);
      setTimeout(proxy.back, 20);
      await reading;
    }
    const { rows: [connections] } = await direct.write((writer) =>
      sql<{ count: number }>`
        select count(*) as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(writer)
    );
    // Two for reading, and those of `direct`.
    assert.ok((connections?.count ?? Infinity) <= 4, `${connections?.count} connections`);
  }));
