import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { addRestaurant } from "../support/sales.ts";
import { program, run } from "../support/server_process.ts";

Deno.test("closings and events are entered, shown and taken out again", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.db`;
    {
      await using database = await openSqlite(fileAddress(path));
      await database.write(addRestaurant);
    }
    const calendar = (...args: string[]) => run(program("calendar", ...args, "--database", path));
    const closed = await calendar("downtown", "--closed", "2026-12-24..2026-12-26");
    assert.equal(closed.code, 0, closed.stderr);
    assert.match(closed.stdout, /downtown {2}2026-12-24 to 2026-12-26 {2}closed {2}Closed/);
    assert.equal((await calendar("downtown", "--event", "2026-07-04")).code, 2);
    await calendar("--event", "2026-07-04", "--name", "Street fair");
    const { stdout } = await calendar();
    assert.equal(stdout.trim().split("\n").length, 3);
    const faulty = await calendar("--closed", "2026-02-30");
    assert.equal(faulty.code, 2);
    assert.match(faulty.stderr, /There is no period 2026-02-30/);
    const [id = ""] = stdout.split(" ");
    assert.doesNotMatch((await calendar("--remove", id)).stdout, new RegExp(id));
    assert.equal((await calendar("--remove", "NOSUCH00")).code, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
