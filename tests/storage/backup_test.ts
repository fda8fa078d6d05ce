import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { backUpSqlite } from "../../src/storage/backup/backup.ts";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { type Home, openHome } from "../support/home.ts";

/** Enough that a copy reports its progress several times. */
const LARGE = "x".repeat(12_000_000);

async function floorHome(orders: number): Promise<Home> {
  const home = await openHome();
  await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
  for (let count = 0; count < orders; count++) await place(database);
  return home;
}

async function orders(path: string): Promise<number> {
  await using snapshot = await openSnapshot(storedAddress(path));
  return (await snapshot.reader.selectFrom("orders").select("id").execute()).length;
}

Deno.test("a copy is whole, one file, and only for its owner", async () => {
  await using home = await floorHome(3);
  // Open elsewhere, with changes that are only in the log.
  await using database = await openSqlite(fileAddress(home.database));
  await place(database);
  const copy = `${home.path}/copy.db`;
  const bytes = await backUpSqlite(home.database, copy);
  const { size, mode } = await Deno.stat(copy);
  assert.equal(bytes, size);
  if (Deno.build.os !== "windows") assert.equal((mode ?? 0) & 0o777, 0o600);
  assert.equal(await orders(copy), 4);
  assert.deepEqual(home.files().filter((name) => name.startsWith("copy")), ["copy.db"]);
  const raw = new DatabaseSync(copy, { readOnly: true });
  assert.equal(raw.prepare("pragma journal_mode").get()?.journal_mode, "delete");
  raw.close();
});

Deno.test("writes between the steps of a copy do not change it", async () => {
  await using home = await floorHome(1);
  const raw = new DatabaseSync(home.database);
  raw.exec("pragma busy_timeout = 0; create table filler (text text); create table marks (step)");
  raw.prepare("insert into filler values (?)").run(LARGE);
  let steps = 0;
  let total = 0;
  await backUpSqlite(home.database, `${home.path}/copy.db`, ({ totalPages, remainingPages }) => {
    total = totalPages;
    assert.ok(remainingPages < totalPages);
    raw.prepare("insert into marks values (?)").run(++steps);
    raw.exec("update filler set text = text || 'changed'");
  });
  assert.ok(steps >= 2, `${steps} steps`);
  assert.ok(total > 2000);
  assert.equal(raw.prepare("select count(*) as written from marks").get()?.written, steps);
  raw.close();
  const copy = new DatabaseSync(`${home.path}/copy.db`, { readOnly: true });
  assert.equal(copy.prepare("select count(*) as written from marks").get()?.written, 0);
  assert.equal(copy.prepare("select length(text) as length from filler").get()?.length, 12_000_000);
  copy.close();
});

Deno.test("nothing is overwritten, and nothing is left of a copy that failed", async () => {
  await using home = await floorHome(30);
  const taken = `${home.path}/taken.db`;
  await Deno.writeTextFile(taken, "mine");
  await assert.rejects(backUpSqlite(home.database, taken), {
    code: "CONFLICT",
    message: /taken\.db' already exists/,
  });
  assert.equal(await Deno.readTextFile(taken), "mine");
  await assert.rejects(backUpSqlite(home.database, home.database), { code: "CONFLICT" });
  await assert.rejects(backUpSqlite(`${home.path}/none.db`, `${home.path}/copy.db`), {
    code: "NOT_FOUND",
  });
  await assert.rejects(backUpSqlite(home.database, `${home.path}/no/copy.db`), {
    code: "INVALID_INPUT",
    message: /no\/copy\.db' cannot be created/,
  });
  await assert.rejects(backUpSqlite(taken, `${home.path}/copy.db`), { code: "INVALID_INPUT" });
  assert.deepEqual(home.files(), ["restaurant.db", "taken.db"]);
});

Deno.test("remains of a killed copy are removed by the next one; a copy in progress is kept", async () => {
  await using home = await floorHome(5);
  const left = `${home.path}/copy.db.partial-KILLED00`;
  const grows = `${home.path}/copy.db.partial-GROWS000`;
  for (const path of [left, grows]) await Deno.writeTextFile(path, "guests");
  const yesterday = new Date(Date.now() - 86_400_000);
  await Deno.utime(left, yesterday, yesterday);
  await backUpSqlite(home.database, `${home.path}/copy.db`);
  assert.deepEqual(home.files(), ["copy.db", "copy.db.partial-GROWS000", "restaurant.db"]);
});

Deno.test("a damaged database gives no backup, but says so", async () => {
  await using home = await floorHome(50);
  const bytes = await Deno.readFile(home.database);
  bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 8192);
  await Deno.writeFile(home.database, bytes);
  await assert.rejects(backUpSqlite(home.database, `${home.path}/copy.db`), {
    code: "SERVICE_UNAVAILABLE",
    message: /damaged/,
  });
  assert.deepEqual(home.files(), ["restaurant.db"]);
});
