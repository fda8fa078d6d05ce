import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import type { App } from "../../src/app/app.ts";
import { TABLE_NAMES } from "../../src/storage/schema/schema.ts";
import { effort } from "../support/effort.ts";
import { ask, openApp, openSession, type Reply, type TestApp } from "../support/edge.ts";
import { everyQuestion, inBothEras } from "../support/every_question.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { assertTellsNothing } from "../support/leaks.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { BEEF, move } from "../support/pantry.ts";

/** A database that stopped working in some way, while the program had it open. */
interface Fault {
  readonly what: string;
  /** @param path The file; @param app The program that has it open. */
  breakIt(path: string, app: App): Promise<void> | void;
}

const SECRET = "SQLITE: near select secret from /srv/restaurant.db at main.ts:1";

const FAULTS: readonly Fault[] = [
  {
    what: "every write fails with a text that tells everything",
    breakIt: (path) =>
      forEachTable(path, (database, table) => {
        for (const event of ["insert", "update", "delete"]) {
          database.exec(`create trigger "${table} ${event}" before ${event} on "${table}"
            begin select raise(abort, '${SECRET}'); end`);
        }
      }),
  },
  {
    what: "every table is gone",
    breakIt: (path) =>
      forEachTable(path, (database, table) => database.exec(`drop table "${table}"`)),
  },
  {
    what: "every table lost its columns",
    breakIt: (path) =>
      forEachTable(path, (database, table) => {
        database.exec(`drop table "${table}"; create table "${table}" (empty text)`);
      }),
  },
  {
    what: "every text is no JSON and no date any more",
    breakIt: (path) =>
      forEachTable(path, (database, table) => {
        const columns = database.prepare(`select name from pragma_table_info('${table}')`).all();
        for (const { name } of columns) {
          try {
            database.exec(
              `update "${table}" set "${name}" = '{"garbage' where typeof("${name}") = 'text'
              and "${name}" not in (select id from locations)`,
            );
          } catch {
            // A key that others refer to stays as it is.
          }
        }
      }),
  },
  { what: "the file is garbage", breakIt: (path) => overwrite(path) },
  {
    what: "the disk is full",
    async breakIt(_path, { database }) {
      await database.write((writer) => sql`pragma max_page_count = 1`.execute(writer));
      const fill = (size: number) =>
        database.write((writer) =>
          writer.insertInto("counters").values({ name: name(size), value: 0 }).execute()
        );
      const name = (size: number) => crypto.randomUUID() + "x".repeat(size);
      for (const size of [3000, 300, 30]) {
        for (let isFull = false; !isFull;) isFull = await fill(size).then(() => false, () => true);
      }
    },
  },
  {
    what: "the database may only be read",
    async breakIt(_path, { database }) {
      await database.write((writer) => sql`pragma query_only = on`.execute(writer));
    },
  },
];

function forEachTable(path: string, work: (database: DatabaseSync, table: string) => void): void {
  const database = new DatabaseSync(path);
  database.exec("pragma foreign_keys = off");
  const tables = database.prepare(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '%_search%'",
  ).all();
  for (const { name } of tables) work(database, String(name));
  database.close();
}

/** All but the header, so that it is still taken for a database. */
function overwrite(path: string): void {
  for (const file of [path, `${path}-wal`]) {
    using handle = Deno.openSync(file, { write: true });
    const { size } = handle.statSync();
    handle.seekSync(4096, Deno.SeekMode.Start);
    handle.writeSync(new Uint8Array(Math.max(0, size - 4096)).fill(0xa5));
  }
}

/** A floor in a file, and ids of an order and a change in it. */
async function fileWithFloor(path: string): Promise<string> {
  await using database = await fillFloor(await openSqlite(fileAddress(path)));
  await move(database, BEEF.id, 1_000_000);
  const { order } = await place(database);
  return order.id;
}

/**
 * Asks everything in both eras, and fails if an answer reveals more than that something failed.
 *
 * @param each One of so many is asked, those whose turn it is.
 */
async function askEverything(
  { app, edge }: TestApp,
  session: string,
  order: string,
  { each = 1, turn = 0 } = {},
) {
  const replies: Reply[] = [];
  const questions = everyQuestion(app.registry, { order })
    .filter((_question, number) => (number + turn) % each === 0);
  for (const question of questions) {
    for (const exchange of inBothEras(session, question)) replies.push(await ask(edge, exchange));
  }
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    replies.push(await ask(edge, { method: "GET", path, headers: { host: "127.0.0.1" } }));
  }
  for (const reply of replies) assertTellsNothing(reply);
  return replies.filter(({ status, text }) =>
    status >= 500 || /INTERNAL_ERROR|SERVICE_UNAVAILABLE|-32603/.test(text)
  );
}

/** Runs a test on a file of its own. */
async function onFloor(test: (path: string, order: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/restaurant.db`;
    await test(path, await fileWithFloor(path));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const { what, breakIt } of FAULTS) {
  Deno.test(`${what}: no answer reveals the cause`, () =>
    onFloor(async (path, order) => {
      await using started = await openApp({ database: storedAddress(path) });
      const session = await openSession(started.edge);
      await breakIt(path, started.app);
      let failed: readonly Reply[] = [];
      // The pages of a full disk still take a few rows.
      for (let round = 0; failed.length === 0 && round < 20; round++) {
        failed = await askEverything(started, session, order);
      }
      assert.ok(failed.length > 0, "the fault was not felt: the test shows nothing");
    }));
}

/** Without a table, as if it had never been there; then it is back. */
async function without(path: string, table: string, work: () => Promise<void>): Promise<void> {
  using database = new DatabaseSync(path);
  // What refers to it stays as it is, and finds nothing.
  database.exec("pragma foreign_keys = off; pragma legacy_alter_table = on");
  database.exec(`alter table "${table}" rename to gone`);
  await work();
  database.exec(`alter table gone rename to "${table}"`);
}

Deno.test("with any table missing, no answer reveals which", () =>
  onFloor(async (path, order) => {
    const tables = [...TABLE_NAMES];
    let failed = 0;
    const each = effort({ quick: 8, thorough: 1 });
    await using started = await openApp({ database: storedAddress(path) });
    const session = await openSession(started.edge);
    for (const [turn, table] of tables.entries()) {
      await without(path, table, async () => {
        failed += (await askEverything(started, session, order, { each, turn })).length;
      });
    }
    assert.ok(failed * each > tables.length, `only ${failed} answers felt a missing table`);
  }));
