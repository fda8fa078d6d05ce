import assert from "node:assert/strict";
import { addLocation, readLocations } from "../../src/restaurant/locations/location.ts";
import { hasTokens } from "../../src/security/tokens.ts";
import { fileAddress, IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { nextNumbers, readCounter } from "../../src/storage/counters.ts";
import type { Database, Reader, Writer } from "../../src/storage/database.ts";
import { directReadsOf, readDirectly } from "../../src/storage/direct.ts";
import { keeping, keptUntilCommit } from "../../src/storage/kept.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { SQLITE } from "../support/engines.ts";

const AT = "2026-01-01T00:00:00Z";

async function addPlace({ write }: Pick<Database, "write">, id: string): Promise<void> {
  await write((writer) => addPlaceIn(writer, id));
}

async function addPlaceIn(writer: Writer, id: string): Promise<void> {
  const place = { id, name: id, time_zone: "UTC", currency: "USD", business_day_start: 240 };
  await addLocation(writer, place, AT);
}

async function idsOf(reader: Reader): Promise<string[]> {
  return (await readLocations(reader)).map(({ id }) => id);
}

Deno.test("what is kept is read again after a commit of this and of any other process", async () => {
  await using given = await SQLITE.place();
  await using database = await openSqlite(fileAddress(given.url));
  await using other = await openSqlite(fileAddress(given.url));
  const { reader } = database;
  let reads = 0;
  const read = () => keptUntilCommit(reader, "counted", () => Promise.resolve(++reads));
  assert.deepEqual([await read(), await read()], [1, 1]);
  await addPlace(database, "one");
  assert.deepEqual([await read(), await read()], [2, 2]);
  assert.deepEqual(await idsOf(reader), ["one"]);
  await addPlace(other, "two");
  assert.deepEqual([await read(), await read()], [3, 3]);
  assert.deepEqual(await idsOf(reader), ["one", "two"]);
});

Deno.test("nothing is kept where the engine does not say that someone committed", async () => {
  await using database = await openSqlite(IN_MEMORY);
  let reads = 0;
  const read = () => keptUntilCommit(database.reader, "counted", () => Promise.resolve(++reads));
  assert.deepEqual([await read(), await read()], [1, 2]);
});

Deno.test("a view of some locations has kept values of its own, and counts what it reads", async () => {
  await using given = await SQLITE.place();
  await using database = await openSqlite(fileAddress(given.url));
  await addPlace(database, "one");
  await addPlace(database, "two");
  const view = (locations: readonly string[] | null) =>
    database.view({ locations, signal: new AbortController().signal });
  const all = view(null);
  assert.deepEqual(await idsOf(all.reader), ["one", "two"]);
  assert.equal(all.seen.rows, 2);
  assert.deepEqual(await idsOf(view(["two"]).reader), ["two"]);
  assert.deepEqual(await idsOf(view(["one"]).reader), ["one"]);
  assert.deepEqual(await idsOf(view(null).reader), ["one", "two"]);
});

Deno.test("a call asks once whether anyone committed, and again after it has written", async () => {
  await using given = await SQLITE.place();
  await using database = await openSqlite(fileAddress(given.url));
  const direct = directReadsOf(keeping(database.reader));
  assert.ok(direct !== undefined);
  let asked = 0;
  readDirectly(keeping(database.reader), {
    run: direct.run,
    version: () => (asked++, direct.version()),
  });
  const view = () => database.view({ locations: null, signal: new AbortController().signal });
  const call = view();
  for (let time = 0; time < 3; time++) assert.deepEqual(await idsOf(call.reader), []);
  assert.equal(asked, 1);
  await database.write((writer) => addPlaceIn(call.narrow(writer), "own"));
  assert.deepEqual(await idsOf(call.reader), ["own"]);
  await addPlace(database, "next");
  assert.deepEqual(await idsOf(call.reader), ["next", "own"]);
  assert.deepEqual(await idsOf(view().reader), ["next", "own"]);
});

Deno.test("no prepared query begins once its view is over", async () => {
  await using given = await SQLITE.place();
  await using database = await openSqlite(fileAddress(given.url));
  const ended = new AbortController();
  const { reader } = database.view({ locations: null, signal: ended.signal });
  ended.abort(new Error("over"));
  await assert.rejects(hasTokens(reader), /over/);
});

Deno.test("a transaction that has ended runs nothing more", async () => {
  await using database = await openSqlite(IN_MEMORY);
  let leaked: Writer | undefined;
  await database.write(async (writer) => {
    leaked = writer;
    assert.equal(await nextNumbers(writer, "counted"), 1);
  });
  const late = leaked;
  assert.ok(late !== undefined);
  await assert.rejects(nextNumbers(late, "counted"), /The transaction has ended/);
  assert.equal(await readCounter(database.reader, "counted"), 1);
});
