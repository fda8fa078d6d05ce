import assert from "node:assert/strict";
import { moveData } from "../../src/transfer/transfer_data.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { type Place, POSTGRES, SQLITE } from "../support/engines.ts";
import { everyRow, fillEverything } from "../support/everything.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { ask } from "../support/postgres/databases.ts";

const NOT_STOPPED = { onProgress: () => {}, signal: new AbortController().signal };

const toServer = (from: string, to: string, signal = NOT_STOPPED.signal) =>
  moveData({ from: storedAddress(from), to: storedAddress(to), dryRun: false }, {
    onProgress: () => {},
    signal,
  });

/** A file in which no table is empty. */
async function fullFile(): Promise<Place> {
  const place = await SQLITE.place();
  await using database = await openSqlite(fileAddress(place.url));
  await fillEverything(database);
  return place;
}

async function rowsIn(database: string) {
  await using snapshot = await openSnapshot(storedAddress(database));
  return await everyRow(snapshot);
}

Deno.test("everything arrives as it is, on a server and back in a file", async () => {
  await using file = await fullFile();
  await using server = await POSTGRES.emptyPlace();
  await using back = await SQLITE.place();
  const before = await rowsIn(file.url);
  for (const [table, rows] of Object.entries(before)) {
    // They have rows only during a rebuild or an import.
    if (["sales_rollups_next", "unpublished_rows"].includes(table)) continue;
    assert.notEqual(rows.length, 0, `${table} has no row in tests/support/everything.ts`);
  }

  const moved = await toServer(file.url, server.url);
  assert.deepEqual(await rowsIn(server.url), before);
  assert.equal(moved.rows, Object.values(before).flat().length);
  assert.equal(moved.checks?.wrongRollups, 0);
  assert.deepEqual([moved.checks?.audit.entries, moved.checks?.audit.broken], [5, null]);
  assert.equal(moved.totals.order_lines.rows, before["order_lines"]?.length);

  await toServer(server.url, back.url);
  assert.deepEqual(await rowsIn(back.url), before);
  assert.deepEqual(await rowsIn(file.url), before);
});

Deno.test("an interrupted transfer cannot be served from, and resumes", async () => {
  await using file = await fullFile();
  await using server = await POSTGRES.emptyPlace();
  const stop = new AbortController();
  const stopped = moveData({
    from: storedAddress(file.url),
    to: storedAddress(server.url),
    dryRun: false,
  }, {
    onProgress: (share) => share > 0.2 && stop.abort(),
    signal: stop.signal,
  });
  await assert.rejects(stopped, { name: "AbortError" });
  await assert.rejects(openPostgres(postgresAddress(server.url)), {
    code: "CONFLICT",
    message: /only half there/,
  });

  const dry = await moveData({
    from: storedAddress(file.url),
    to: storedAddress(server.url),
    dryRun: true,
  }, NOT_STOPPED);
  assert.ok(dry.isResumed);
  const moved = await toServer(file.url, server.url);
  assert.ok(moved.hadBefore > 0 && moved.hadBefore < moved.rows, String(moved.hadBefore));
  assert.deepEqual(await rowsIn(server.url), await rowsIn(file.url));
  await (await openPostgres(postgresAddress(server.url)))[Symbol.asyncDispose]();
});

Deno.test("a source changed after an interruption is not mixed with its earlier state", async () => {
  await using file = await fullFile();
  await using server = await POSTGRES.emptyPlace();
  const stop = new AbortController();
  stop.abort();
  await assert.rejects(toServer(file.url, server.url, stop.signal), { name: "AbortError" });
  {
    await using database = await openSqlite(fileAddress(file.url));
    await database.write((writer) => writer.updateTable("tax_rates").set({ rate: 1 }).execute());
  }
  await assert.rejects(toServer(file.url, server.url), {
    code: "CONFLICT",
    message: /before it was changed/,
  });
});

Deno.test("a source in use and a target with data are refused, and nothing is changed", async () => {
  await using file = await fullFile();
  await using server = await POSTGRES.emptyPlace();
  {
    await using _serving = await openSqlite(fileAddress(file.url));
    await assert.rejects(toServer(file.url, server.url), { code: "CONFLICT", message: /in use/ });
  }
  await moveData(
    { from: storedAddress(file.url), to: storedAddress(server.url), dryRun: true },
    NOT_STOPPED,
  );
  assert.deepEqual(
    await ask(server.url, "select * from pg_tables where schemaname = 'public'"),
    [],
  );

  await ask(server.url, "create table of_others (id integer)");
  await assert.rejects(toServer(file.url, server.url), {
    message: /'of_others' of another program/,
  });
  await ask(server.url, "drop table of_others");

  await toServer(file.url, server.url);
  await assert.rejects(toServer(file.url, server.url), {
    message: /already has rows in locations/,
  });
  await assert.rejects(toServer(file.url, file.url), { code: "INVALID_INPUT" });

  await using writing = await openPostgres(postgresAddress(server.url));
  await using back = await SQLITE.place();
  await writing.write(async (writer) => {
    await writer.updateTable("tax_rates").set({ rate: 2 }).execute();
    await assert.rejects(toServer(server.url, back.url), { code: "CONFLICT", message: /in use/ });
  });
});

Deno.test("of moves into one target at once none opens more or less than its source", async () => {
  await using one = await fullFile();
  await using other = await SQLITE.place();
  await Deno.copyFile(one.url, other.url);
  await using server = await POSTGRES.emptyPlace();
  const both = await Promise.allSettled([one, other].map(({ url }) => toServer(url, server.url)));
  for (const outcome of both) {
    if (outcome.status === "rejected") {
      assert.equal(outcome.reason.code, "CONFLICT", outcome.reason);
    }
  }
  if (both.some(({ status }) => status === "fulfilled")) {
    assert.deepEqual(await rowsIn(server.url), await rowsIn(one.url));
  } else {
    await assert.rejects(openPostgres(postgresAddress(server.url)), { message: /only half there/ });
  }
});

Deno.test("a row that differs is named, and the target stays closed", async () => {
  await using file = await fullFile();
  await using server = await POSTGRES.emptyPlace();
  const stop = new AbortController();
  const stopped = moveData({
    from: storedAddress(file.url),
    to: storedAddress(server.url),
    dryRun: false,
  }, {
    onProgress: (share) => share > 0.45 && stop.abort(),
    signal: stop.signal,
  });
  await assert.rejects(stopped, { name: "AbortError" });
  await ask(
    server.url,
    "update orders set customer_name = 'Eve' where id = (select max(id) from orders)",
  );
  await assert.rejects(toServer(file.url, server.url), {
    code: "CONFLICT",
    message: /differ in orders in the row \w{8}\./,
  });
  await assert.rejects(openPostgres(postgresAddress(server.url)), { message: /only half there/ });
});
