import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { plainError } from "../../src/cli/plain_error.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { type Home, openHome } from "../support/home.ts";

async function homeWithStrangeFiles(): Promise<Home> {
  const home = await openHome();
  await Deno.mkdir(`${home.path}/folder`);
  const { success } = await new Deno.Command("mkfifo", { args: [`${home.path}/pipe`] }).output();
  assert.ok(success);
  await (await openSqlite(fileAddress(home.database)))[Symbol.asyncDispose]();
  return home;
}

Deno.test("paths that are not files are named for what they are, without a stack trace", async () => {
  await using home = await homeWithStrangeFiles();
  const commands: readonly [args: readonly string[], code: number, message: RegExp][] = [
    [["serve", "--database", "pipe"], 2, /'pipe' is a device or a pipe, not a file/],
    [["token", "list", "--database", "folder"], 2, /'folder' is a folder, not a file/],
    [["backup", "copy.db", "--database", "pipe"], 2, /'pipe' is a device or a pipe/],
    [["backup", "copy.db-wal"], 2, /would be mistaken for a SQLite log/],
    [["restore", "folder", "--database", "new.db"], 2, /'folder' is a folder/],
    [["restore", "pipe", "--database", "new.db"], 2, /'pipe' is a device or a pipe/],
    [["import", "pipe", "--location", "here"], 1, /'pipe' is a device or a pipe/],
    [["serve", "--database", "/proc/x.db"], 2, /may not do that: Requires .*"\/proc"/],
    [["doctor", "--json", "--database", "pipe"], 1, /^$/],
  ];
  await Promise.all(commands.map(async ([args, code, message]) => {
    const outcome = await home.run(args, { input: "" });
    assert.equal(outcome.code, code, `${args.join(" ")}: ${outcome.stderr}`);
    assert.match(outcome.stderr, message);
    assert.doesNotMatch(outcome.stderr, /\.ts:\d|Uncaught/);
  }));
  assert.deepEqual(home.files(), ["folder", "pipe", "restaurant.db"]);
});

Deno.test("a full disk and a damaged page are plain words, a fault of ours stays one", () => {
  const words = (error: Error) => {
    const plain = plainError(error);
    return plain instanceof RestaurantError ? plain.message : undefined;
  };
  assert.match(words(new Error("No space left on device (os error 28)")) ?? "", /No space left/);
  assert.match(words(new Deno.errors.IsADirectory("Is a directory")) ?? "", /Is a directory/);
  assert.match(words(new Error("database disk image is malformed")) ?? "", /damaged/);
  assert.equal(words(new TypeError("x is not a function")), undefined);
});
