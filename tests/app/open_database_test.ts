import assert from "node:assert/strict";
import { openDatabase } from "../../src/app/open_database.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openHome } from "../support/home.ts";

const IMPORT = ["import", "-", "--location", "here", "--timezone", "UTC", "--currency", "USD"];
const MAP = ["--map", "order_id=Id,date=Day,item=Item,quantity=Quantity,line_total=Total"];
const SALES = "Id,Day,Item,Quantity,Total\n1,2026-11-01,Soup,1,7.50\n";

async function open(path: string): Promise<void> {
  await using _database = await openDatabase(fileAddress(path));
}

Deno.test("a new path takes a database at once, and one that was lost is not made anew", async () => {
  await using home = await openHome();
  await open(home.database);
  await Deno.remove(home.database);
  const gone = { code: "NOT_FOUND", message: /restaurant\.db' is gone, and was one before/ };
  await assert.rejects(open(home.database), gone);
  assert.deepEqual(home.files(), ["restaurant.db.marker"]);
  await Deno.remove(`${home.database}.marker`);
  await open(home.database);
});

Deno.test("a database cut to nothing is not made anew either", async () => {
  await using home = await openHome();
  await open(home.database);
  await Deno.truncate(home.database, 0);
  await assert.rejects(open(home.database), { message: /is an empty file, and was one before/ });
});

Deno.test("a log without its database is what was left of one", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(`${home.database}-wal`, "rows");
  await assert.rejects(open(home.database), { message: /is gone/ });
  assert.equal(await Deno.readTextFile(`${home.database}-wal`), "rows");
});

Deno.test("no command starts over in the place of a lost database; a backup does", async () => {
  await using home = await openHome();
  assert.equal((await home.run([...IMPORT, ...MAP], { input: SALES })).code, 0);
  assert.equal((await home.run(["backup", "copy.db"])).code, 0);
  await Deno.remove(home.database);
  for (
    const args of [
      ["serve"],
      [...IMPORT, ...MAP],
      ["token", "create", "--name", "till", "--role", "staff"],
    ]
  ) {
    const { code, stderr } = await home.run(args, { input: SALES });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /is gone, and was one before\. Put it back, or restore a backup/);
  }
  assert.equal((await home.run(["restore", "copy.db"])).code, 0);
  assert.match((await home.run(["export", "orders"])).stdout, /Soup/);
});
