import assert from "node:assert/strict";
import { sql } from "kysely";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { areRowsHidden } from "../../src/storage/unpublished_rows.ts";
import { connectClient, type TestClient } from "../support/clients.ts";
import { effort } from "../support/effort.ts";
import { type Engine, onEveryEngine, type Place } from "../support/engines.ts";
import { everyRow } from "../support/everything.ts";
import { fillFloor } from "../support/floor.ts";
import { openHome } from "../support/home.ts";
import { move } from "../support/pantry.ts";
import { UNLIMITED } from "../support/replicas.ts";
import { program, run, serveProgram } from "../support/server_process.ts";
import { until } from "../support/until.ts";
import { BEEF_OF_ONE, orderBurger } from "../support/whole_orders.ts";

const ROWS = effort({ quick: 10_000, thorough: 400_000 });
/** A date of the file. */
const DATE = "2026-03-01";

async function exportIn(folder: string): Promise<string> {
  const path = `${folder}/export.csv`;
  const first = Temporal.PlainDate.from("2026-01-01");
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const date = first.add({ days: Math.floor(at / ROWS * 200) });
    const time = `12:${String(at % 60).padStart(2, "0")}`;
    return `${Math.floor(at / 2)},${date},${time},Dish ${at % 40},Food,1,5.50`;
  });
  await Deno.writeTextFile(
    path,
    `order_id,date,time,item,category,quantity,unit_price\n${rows.join("\n")}\n`,
  );
  return path;
}

function importing({ url }: Place, file: string) {
  return program("import", file, "--location", "downtown", "--database", url, "--json");
}

/** Adds what a client sees of the file's date, by two calls. */
async function look(client: TestClient, seen: readonly Set<unknown>[]): Promise<void> {
  const sales = await client.callTool("get_sales_data", { date: DATE, location: "downtown" });
  seen[0]?.add(sales.structured.total_sales);
  const page = { date: DATE, location: "downtown", limit: 1 };
  const orders = await client.callTool("search_orders", page);
  seen[1]?.add(JSON.stringify(orders.structured.orders));
}

onEveryEngine(
  "orders are taken while another process imports, and it shows as a whole",
  async (engine) => {
    await using place = await engine.place();
    await using home = await openHome();
    const file = await exportIn(home.path);
    {
      await using database = await fillFloor(await engine.open(place.url));
      await move(database, "BEEF0000", 100_000 * BEEF_OF_ONE);
    }
    await using server = await serveProgram(
      program("--database", place.url, "--rate-limit", UNLIMITED),
    );
    await using client = await connectClient(server.url);
    const seen = [new Set(), new Set()];
    await look(client, seen);
    let [isOver, orders] = [false, 0];
    const imported = run(importing(place, file)).finally(() => isOver = true);
    while (!isOver) {
      const { isError, text } = await orderBurger(client, ++orders);
      assert.equal(isError, false, text);
      const ready = await fetch(new URL("/readyz", server.url));
      assert.equal(ready.status, 200, await ready.text());
      await look(client, seen);
    }
    const { code, stdout, stderr } = await imported;
    assert.equal(code, 0, stderr);
    await look(client, seen);
    // Before and after, and nothing between.
    assert.deepEqual(seen.map(({ size }) => size), [2, 2]);
    assert.ok(orders > 3, `${orders} orders`);
    if (engine.name === "sqlite") {
      const { size } = await Deno.stat(`${place.url}-wal`);
      assert.ok(size < 20_000_000, `a log of ${size} bytes`);
    }
    const undo = program("imports", "undo", JSON.parse(stdout).id);
    const undone = await run(undo, { env: { DATABASE_URL: place.url } });
    assert.equal(undone.code, 0, undone.stderr);
    await using database = await engine.open(place.url);
    const stored = await database.reader.selectFrom("orders").select("id").execute();
    assert.equal(stored.length, orders);
    assert.equal((await checkRollups(database.reader)).different, 0);
  },
);

/** Whether an import has written something that is not there for others yet. */
async function isWriting({ name }: Engine, { reader, write }: Database): Promise<boolean> {
  if (name === "sqlite") return await areRowsHidden(reader);
  return await write(async (writer) => {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and state <> 'idle'
        and query like 'insert into "order_lines"%'`.execute(writer);
    return rows.length > 0;
  });
}

/** Every row, hidden or not, besides what each start leaves. */
async function everything({ write }: Database): Promise<Record<string, readonly string[]>> {
  const {
    counters: _counters,
    location_counters: _own,
    audit_entries: _calls,
    secrets: _keys,
    rollup_shapes: _shapes,
    ...rows
  } = await write((reader) => everyRow({ reader }));
  return rows;
}

onEveryEngine("of an import that is killed, nothing stays after the next start", async (engine) => {
  await using place = await engine.place();
  await using home = await openHome();
  const file = await exportIn(home.path);
  await using database = await fillFloor(await engine.open(place.url));
  const before = await everything(database);
  const { command, args } = importing(place, file);
  const child = new Deno.Command(command, { args: [...args], stdout: "null", stderr: "null" })
    .spawn();
  await until(() => isWriting(engine, database));
  child.kill("SIGKILL");
  await child.status;
  const shown = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(shown, []);
  {
    await using _server = await serveProgram(program("--database", place.url));
    await until(async () => !await areRowsHidden(database.reader));
  }
  assert.deepEqual(await everything(database), before);
  const again = await run(importing(place, file));
  assert.equal(JSON.parse(again.stdout).taken.rows, ROWS);
});
