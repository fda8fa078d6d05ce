import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { MIGRATION_NAMES } from "../../src/storage/migrations/migrate.ts";
import { backUpSqlite } from "../../src/storage/backup/backup.ts";
import { type Restored, restoreSqlite } from "../../src/storage/backup/restore.ts";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { noon, readResource, testRegistry } from "../support/calls.ts";
import { fillFloor, place } from "../support/floor.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { SQLITE } from "../support/engines.ts";
import { type Home, openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";

const ASIDE = "restaurant.db.replaced-20261231T120000.000Z";

/** A home with a database of so many orders, and a backup of it when it had one. */
async function backedUp(orders: number): Promise<Home & { readonly backup: string }> {
  const home = await openHome();
  const backup = `${home.path}/backup.db`;
  await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
  await place(database);
  await backUpSqlite(home.database, backup);
  for (let count = 1; count < orders; count++) await place(database);
  return { ...home, backup };
}

function restore(backup: string, target: string, replace = false): Promise<Restored> {
  return restoreSqlite(backup, target, { replace, now: noon() });
}

async function orders(path: string): Promise<number> {
  await using snapshot = await openSnapshot(storedAddress(path));
  return (await snapshot.reader.selectFrom("orders").select("id").execute()).length;
}

Deno.test("a backup becomes a database elsewhere and stays as it is", async () => {
  await using home = await backedUp(1);
  const before = await Deno.readFile(home.backup);
  const { schema, aside } = await restore(home.backup, `${home.path}/new.db`);
  assert.deepEqual(schema.missing, []);
  assert.equal(aside, null);
  assert.equal(await orders(`${home.path}/new.db`), 1);
  assert.deepEqual(await Deno.readFile(home.backup), before);
  assert.deepEqual(home.files(), ["backup.db", "new.db", "restaurant.db"]);
});

Deno.test("a database that is there stays, or is moved aside with all that was in its log", async () => {
  await using home = await backedUp(1);
  // As after a killed server: the last order is only in the log.
  {
    await using database = await openSqlite(fileAddress(home.database));
    await place(database);
    await Deno.copyFile(home.database, `${home.path}/killed.db`);
    await Deno.copyFile(`${home.database}-wal`, `${home.path}/killed.db-wal`);
  }
  await Deno.rename(`${home.path}/killed.db`, home.database);
  await Deno.rename(`${home.path}/killed.db-wal`, `${home.database}-wal`);
  await assert.rejects(restore(home.backup, home.database), {
    code: "CONFLICT",
    message: /There is already a database/,
  });
  const { aside } = await restore(home.backup, home.database, true);
  assert.equal(aside, `${home.path}/${ASIDE}`);
  assert.equal(await orders(home.database), 1);
  assert.equal(await orders(`${home.path}/${ASIDE}`), 2);
  assert.deepEqual(home.files(), ["backup.db", "restaurant.db", ASIDE]);
});

Deno.test("a database that somebody has open is not replaced", async () => {
  await using home = await backedUp(2);
  {
    await using _database = await openSqlite(fileAddress(home.database));
    await assert.rejects(restore(home.backup, home.database, true), {
      code: "CONFLICT",
      message: /in use/,
    });
  }
  assert.equal(await orders(home.database), 2);
  assert.deepEqual(home.files(), ["backup.db", "restaurant.db"]);
});

Deno.test("a log without its database is not taken for the new one's", async () => {
  await using home = await backedUp(1);
  {
    await using database = await openSqlite(fileAddress(home.database));
    await place(database);
    await Deno.copyFile(`${home.database}-wal`, `${home.path}/new.db-wal`);
  }
  const { aside } = await restore(home.backup, `${home.path}/new.db`);
  assert.equal(await orders(`${home.path}/new.db`), 1);
  assert.ok(home.files().includes(`${aside?.slice(home.path.length + 1)}-wal`));
  assert.ok(!home.files().includes("new.db-wal"));
});

Deno.test("a database damaged beyond reading is moved aside with its files", async () => {
  await using home = await backedUp(1);
  await Deno.writeTextFile(home.database, "nothing that SQLite knows ".repeat(100));
  await Deno.writeTextFile(`${home.database}-wal`, "a log");
  await restore(home.backup, home.database, true);
  assert.equal(await orders(home.database), 1);
  assert.deepEqual(home.files(), ["backup.db", "restaurant.db", ASIDE, `${ASIDE}-wal`]);
  assert.equal(await Deno.readTextFile(`${home.path}/${ASIDE}-wal`), "a log");
});

Deno.test("only an intact backup of a known version is restored; otherwise the database stays", async () => {
  await using home = await backedUp(2);
  const made = async (name: string, make: (path: string) => void | Promise<void>) => {
    const path = `${home.path}/${name}.bak`;
    await Deno.copyFile(home.backup, path);
    await make(path);
    return path;
  };
  const changed = (name: string, statement: string) =>
    made(name, (path) => {
      const raw = new DatabaseSync(path);
      raw.exec(statement);
      raw.close();
    });
  const damaged = await made("damaged", async (path) => {
    const bytes = await Deno.readFile(path);
    bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 8192);
    await Deno.writeFile(path, bytes);
  });
  const cut = await made("cut", (path) => Deno.truncate(path, 100_000));
  const text = await made("text", (path) => Deno.writeTextFile(path, "not a database".repeat(99)));
  const empty = await made("empty", (path) => Deno.truncate(path));
  const foreign = await changed("foreign", "drop table kysely_migration");
  const newer = await changed("newer", "insert into kysely_migration values ('9999_x', '2030')");
  const logged = await made("logged", (path) => Deno.writeTextFile(`${path}-wal`, ""));
  const cases = [
    [damaged, "SERVICE_UNAVAILABLE", /damaged/],
    [cut, "SERVICE_UNAVAILABLE", /damaged/],
    [text, "INVALID_INPUT", /'.*text\.bak' is not a SQLite database/],
    [empty, "INVALID_INPUT", /not a restaurant-mcp database/],
    [foreign, "INVALID_INPUT", /not a restaurant-mcp database/],
    [newer, "INVALID_INPUT", /newer version/],
    [logged, "CONFLICT", /there is a log beside it/],
    [`${home.path}/none.bak`, "NOT_FOUND", /no backup at/],
    [home.database, "CONFLICT", /the database itself/],
  ] as const;
  const files = home.files();
  for (const [backup, code, message] of cases) {
    await assert.rejects(restore(backup, home.database, true), { code, message }, backup);
  }
  assert.deepEqual(home.files(), files);
  assert.equal(await orders(home.database), 2);
});

Deno.test("a backup of an older version is restored as it is, and brought up to date when opened", async () => {
  await using home = await openHome();
  const [, last = ""] = MIGRATION_NAMES;
  await makeOlderDatabase(SQLITE, home.database, { last });
  const backup = `${home.path}/backup.db`;
  await backUpSqlite(home.database, backup);
  const target = `${home.path}/new.db`;
  const { schema } = await restore(backup, target);
  assert.deepEqual(schema.missing, MIGRATION_NAMES.slice(2));
  await (await openSqlite(fileAddress(target)))[Symbol.asyncDispose]();
  await using snapshot = await openSnapshot(storedAddress(target));
  assert.deepEqual(snapshot.schema.missing, []);
});

Deno.test("after a restore a client that was away is told to begin anew", async () => {
  await using home = await backedUp(1);
  const read = async (uri: string) => {
    await using database = await openSqlite(fileAddress(home.database));
    return JSON.parse(await readResource(testRegistry(database), uri));
  };
  const { cursor } = await read("restaurant://live_orders");
  await restore(home.backup, home.database, true);
  // As many events as before: their numbers say nothing of it.
  await assert.rejects(read(`restaurant://live_orders?since=${cursor}`), /Read restaurant:/);
  const anew = (await read("restaurant://live_orders")).cursor;
  assert.deepEqual((await read(`restaurant://live_orders?since=${anew}`)).events, []);
});
