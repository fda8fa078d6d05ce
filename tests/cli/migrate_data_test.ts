import assert from "node:assert/strict";
import { openSnapshot } from "../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { connectClient } from "../support/clients.ts";
import { everyRow, fillEverything } from "../support/everything.ts";
import { openHome } from "../support/home.ts";
import { emptyPlace } from "../support/postgres/places.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { program, serveProgram } from "../support/server_process.ts";

Deno.test("a transfer killed midway and run again gives the same result", async () => {
  await using home = await openHome();
  await using place = await emptyPlace();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await fillEverything(database);
  }
  const env = { DATABASE_URL: place.url };
  const token = await home.run(["token", "create", "--name", "Till", "--role", "admin"]);

  const dry = await home.run(["migrate-data", home.database, "--dry-run"], { env });
  assert.match(
    dry.stdout,
    /order_lines +[\d,]+\n.*rows would be moved\. Nothing was changed\.\n$/s,
  );

  await killedMidway(home.database, place.url);
  const serve = await home.run([], { env, input: "" });
  assert.match(serve.stderr, /only half there.*migrate-data` again/);

  const { code, stdout, stderr } = await home.run(["migrate-data", home.database], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /rows are moved, [\d,]+ of them before it was interrupted, in /);
  assert.match(stdout, /Compared on both sides.*exact\.\nThe audit is intact; its seal is 5:/s);
  assert.match(stderr, /Set DATABASE_URL to postgres:\/\/\w+@127\.0\.0\.1/);
  assert.ok(!`${stdout}${stderr}`.includes(new URL(place.url).password));
  assert.deepEqual(await rowsIn(place.url), await rowsIn(home.database));

  const file = `${home.path}/back.db`;
  const back = await home.run(["migrate-data", place.url, file]);
  assert.match(back.stderr, /Set DATABASE_URL to \S+back\.db and start the server\./);

  await using server = await serveProgram(program(), { env, cwd: home.path });
  await using client = await connectClient(server.url, token.stdout.trim());
  const { isError, text } = await client.callTool("get_sales_data", { date: "2026-11-20" });
  assert.ok(!isError, text);
});

/** Starts a transfer and kills it at its first progress report. */
async function killedMidway(from: string, to: string): Promise<void> {
  const { command, args } = program("migrate-data", from);
  const child = new Deno.Command(command, {
    args: [...args],
    env: { DATABASE_URL: to },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const told = child.stderr.getReader();
  const { value } = await told.read();
  child.kill("SIGKILL");
  assert.match(new TextDecoder().decode(value), /moving: 25 %/);
  await child.status;
  await told.cancel();
}

async function rowsIn(database: string) {
  await using snapshot = await openSnapshot(storedAddress(database));
  return await everyRow(snapshot);
}
