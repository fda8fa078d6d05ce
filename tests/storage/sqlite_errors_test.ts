import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { toUserError } from "../../src/storage/sqlite/errors.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { RestaurantError } from "../../src/values/errors.ts";

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function says(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof RestaurantError && error.code === code && message.test(error.message);
}

Deno.test("a file that is no database is refused in plain words", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.txt`, "not a database ".repeat(100));
    await assert.rejects(
      openSqlite(fileAddress(`${folder}/notes.txt`)),
      says("INVALID_INPUT", /not a SQLite database/),
    );
  }));

Deno.test("a folder that does not exist is named as the reason", () =>
  withFolder(async (folder) => {
    await assert.rejects(
      openSqlite(fileAddress(`${folder}/no/such/a.db`)),
      says("INVALID_INPUT", /be opened/),
    );
  }));

Deno.test("a database of a newer version is refused in plain words", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a.db`;
    await (await openSqlite(fileAddress(path)))[Symbol.asyncDispose]();
    const raw = new DatabaseSync(path);
    raw.exec("insert into kysely_migration values ('9999_future', '2030-01-01')");
    raw.close();
    await assert.rejects(openSqlite(fileAddress(path)), says("INVALID_INPUT", /newer version/));
  }));

Deno.test("a full disk and a locked file are reported; an unknown error is passed on", () => {
  const full = toUserError(new Error("database or disk is full"));
  assert.ok(says("SERVICE_UNAVAILABLE", /disk .* is full/)(full));
  const locked = toUserError(new Error("database is locked"));
  assert.ok(says("SERVICE_UNAVAILABLE", /Another program/)(locked));
  const other = new Error("UNIQUE constraint failed");
  assert.equal(toUserError(other), other);
});
