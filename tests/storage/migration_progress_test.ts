import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { openDatabase } from "../../src/app/open_database.ts";
import { MIGRATION_NAMES } from "../../src/storage/migrations/migrate.ts";
import { onEveryEngine, SQLITE } from "../support/engines.ts";
import { openHome } from "../support/home.ts";
import { makeOlderDatabase } from "../support/older_database.ts";

onEveryEngine(
  "an older database says each step before it is made; a new one nothing",
  async (engine) => {
    const steps = async (url: string) => {
      const told: string[] = [];
      const address = engine === SQLITE ? fileAddress(url) : postgresAddress(url);
      const onMigration = (step: string) => void told.push(step);
      await (await openDatabase(address, { onMigration }))[Symbol.asyncDispose]();
      return told;
    };
    await using fresh = await engine.emptyPlace();
    assert.deepEqual(await steps(fresh.url), []);
    assert.deepEqual(await steps(fresh.url), []);
    await using older = await engine.emptyPlace();
    await makeOlderDatabase(engine, older.url, { last: MIGRATION_NAMES.at(-3) ?? "" });
    const [before, last] = MIGRATION_NAMES.slice(-2);
    assert.deepEqual(await steps(older.url), [`step 1 of 2 (${before})`, `step 2 of 2 (${last})`]);
    assert.deepEqual(await steps(older.url), []);
  },
);

Deno.test("commands and the server say it on standard error", async () => {
  const create = ["token", "create", "--name", "Till", "--role", "admin"];
  for (const args of [create, ["serve"]]) {
    await using home = await openHome();
    await makeOlderDatabase(SQLITE, home.database, { last: MIGRATION_NAMES.at(-2) ?? "" });
    const { code, stdout, stderr } = await home.run(args, { input: "" });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /pdating the database: .*step 1 of 1 \(\d{4}_/s);
    assert.doesNotMatch(stdout, /step 1/);
  }
});
