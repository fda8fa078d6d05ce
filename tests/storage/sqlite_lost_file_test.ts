import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import type { Database } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { SQLITE } from "../support/engines.ts";

/** A restaurant in a file, with an order. */
async function openInFile() {
  const given = await SQLITE.place();
  const database = await fillFloor(await openSqlite(fileAddress(given.url)));
  await place(database);
  return {
    path: given.url,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await given[Symbol.asyncDispose]();
    },
  };
}

async function orders({ reader }: Database): Promise<number> {
  return (await reader.selectFrom("orders").select("id").execute()).length;
}

for (
  const [what, lose] of [
    ["removed", (path: string) => Deno.remove(path)],
    ["replaced", async (path: string) => {
      await Deno.copyFile(path, `${path}.other`);
      await Deno.rename(`${path}.other`, path);
    }],
  ] as const
) {
  Deno.test(`no order is acknowledged into a file that was ${what}, and it is not ready`, async () => {
    await using at = await openInFile();
    await at.database.ping();
    const before = await orders(at.database);
    await lose(at.path);
    const lost = { code: "SERVICE_UNAVAILABLE", message: new RegExp(`file was ${what}`) };
    await assert.rejects(place(at.database), lost);
    await assert.rejects(at.database.ping(), lost);
    assert.equal(await orders(at.database), before);
  });
}

Deno.test("a truncated file and one with a damaged page are not ready", async () => {
  for (
    const damage of [
      (path: string) => Deno.truncate(path, 4096),
      async (path: string) => {
        const raw = new DatabaseSync(path);
        const { start, size } = raw.prepare(`
          select (rootpage - 1) * page_size as start, page_size as size
          from sqlite_master, pragma_page_size where name = 'orders'
        `).get() as { readonly start: number; readonly size: number };
        raw.close();
        using file = await Deno.open(path, { write: true });
        await file.seek(start, Deno.SeekMode.Start);
        await file.write(new Uint8Array(size).fill(0x5a));
      },
    ]
  ) {
    await using given = await SQLITE.place();
    await using filled = await fillFloor(await openSqlite(fileAddress(given.url)));
    await place(filled);
    // All that was written is in the file itself then, and no connection has kept pages of it.
    await filled[Symbol.asyncDispose]();
    await using database = await openSqlite(fileAddress(given.url));
    await damage(given.url);
    await assert.rejects(database.ping(), { code: "SERVICE_UNAVAILABLE", message: /damaged/ });
  }
});
