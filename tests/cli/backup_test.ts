import assert from "node:assert/strict";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { connectClient } from "../support/clients.ts";
import { engineNamed } from "../support/engines.ts";
import { fillFloor, place, request } from "../support/floor.ts";
import { type Home, openHome } from "../support/home.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { type Program, program, serveProgram } from "../support/server_process.ts";

const WORKERS = 8;
/** As many orders as are there before the copy begins. */
const BEFORE = 40;

async function floorHome(): Promise<Home> {
  const home = await openHome();
  await (await fillFloor(await openSqlite(fileAddress(home.database))))[Symbol.asyncDispose]();
  return home;
}

function busy(database: string): Program {
  return program("--database", database, "--rate-limit", "write=1000000/60");
}

/** Takes orders concurrently until it is stopped. */
function takeOrders(url: URL) {
  const ids: string[] = [];
  const many = Promise.withResolvers<void>();
  let isOver = false;
  const work = Promise.all(Array.from({ length: WORKERS }, async () => {
    await using client = await connectClient(url);
    while (!isOver) {
      const { isError, text, structured } = await client.callTool("process_order", {
        order_data: request(),
      });
      assert.equal(isError, false, text);
      if (ids.push(String(structured.order_id)) === BEFORE) many.resolve();
    }
  }));
  return {
    /** Ids of the orders that were acknowledged so far. */
    ids,
    many: Promise.race([many.promise, work]),
    async stop() {
      isOver = true;
      await work;
    },
  };
}

Deno.test("a backup during orders is consistent and blocks none of them", async () => {
  await using home = await floorHome();
  await using server = await serveProgram(busy(home.database));
  const orders = takeOrders(server.url);
  await orders.many;
  const before = [...orders.ids];
  const { code, stdout, stderr } = await home.run(["backup", "copy.db"]);
  const during = orders.ids.length - before.length;
  await orders.stop();
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^copy\.db: \d+\.\d MB, checked and whole\.\n$/);
  assert.ok(during > 0, "orders waited for the copy");

  await using copy = await openSqlite(fileAddress(`${home.path}/copy.db`));
  const stored = (await copy.reader.selectFrom("orders").select("id").execute()).map(({ id }) =>
    id
  );
  assert.deepEqual(before.filter((id) => !stored.includes(id)), []);
  assert.ok(stored.length < orders.ids.length);
  assert.deepEqual(await engineNamed("sqlite").complaints(copy), []);
  const { orders: counted, different } = await checkRollups(copy.reader);
  assert.deepEqual([counted, different], [stored.length, 0]);
  const { broken, entries } = await verifyAudit(copy.reader);
  assert.deepEqual([broken, entries], [null, stored.length]);
});

Deno.test("a backup made while serving gives the same figures once restored", async () => {
  await using home = await floorHome();
  const today = async (program: Program, order: boolean) => {
    await using server = await serveProgram(program);
    await using client = await connectClient(server.url);
    if (order) await client.callTool("process_order", { order_data: request() });
    const { structured } = await client.callTool("search_orders", {});
    const { orders: [{ business_date: date }] } = structured as {
      orders: [{ business_date: string }];
    };
    const figures = await client.callTool("get_sales_data", { date, group_by: "item" });
    if (order) {
      assert.equal((await home.run(["backup", "copies.db"])).code, 0);
    }
    // How far the day is depends on when it is asked.
    const { basis: _basis, missing: _missing, complete: _complete, ...sales } = figures.structured;
    return { orders: structured.orders, sales };
  };
  const original = await today(busy(home.database), true);
  const elsewhere = `${home.path}/elsewhere/restaurant.db`;
  const restored = await home.run(["restore", "copies.db", "--database", elsewhere]);
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /elsewhere\/restaurant\.db is restored from copies\.db\.\n$/);
  assert.deepEqual(await today(busy(elsewhere), false), original);
  assert.equal((original.sales as { transactions: number }).transactions, 1);
});

Deno.test("a database is replaced only on request, and never under a running server", async () => {
  await using home = await floorHome();
  assert.equal((await home.run(["backup", "empty.db"])).code, 0);
  {
    await using database = await openSqlite(fileAddress(home.database));
    await place(database);
  }
  const again = await home.run(["backup", "empty.db"]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /'empty\.db' already exists/);
  const careful = await home.run(["restore", "empty.db"]);
  assert.equal(careful.code, 1);
  assert.match(careful.stderr, /With --replace it is moved aside/);
  {
    await using _server = await serveProgram(busy(home.database));
    const inUse = await home.run(["restore", "empty.db", "--replace"]);
    assert.equal(inUse.code, 1);
    assert.match(inUse.stderr, /restaurant\.db' is in use/);
  }
  const { code, stderr } = await home.run(["restore", "empty.db", "--replace"]);
  assert.equal(code, 0, stderr);
  const [, aside = ""] = /^What was there is now (.+)$/m.exec(stderr) ?? [];
  const count = async (path: string) => {
    await using database = await openSqlite(fileAddress(path));
    return (await database.reader.selectFrom("orders").select("id").execute()).length;
  };
  assert.equal(await count(aside), 1);
  assert.equal(await count(home.database), 0);
});

Deno.test("a database in memory has no backup", async () => {
  await using home = await openHome();
  const { code, stderr } = await home.run(["backup", "copy.db", "--database", ":memory:"]);
  assert.equal(code, 2);
  assert.match(stderr, /lost when its program ends/);
  assert.deepEqual(home.files(), []);
});
