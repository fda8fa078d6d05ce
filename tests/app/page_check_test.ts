import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { getLogger } from "@logtape/logtape";
import { type App, startApp } from "../../src/app/app.ts";
import type { Schedule } from "../../src/app/schedule.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { appConfig, callTool } from "../support/calls.ts";
import { SQLITE } from "../support/engines.ts";
import { fillFloor, place } from "../support/floor.ts";
import { serveHttp } from "../support/http.ts";
import { until } from "../support/until.ts";

const NEVER = { firstMs: 2 ** 30, everyMs: 2 ** 30 };
/** Pages are checked at once, and nothing else is done. */
const AT_ONCE: Schedule = { retention: NEVER, pages: { firstMs: 0, everyMs: 2 ** 30 } };

/** Makes a file with an order, and damages the first page of something in it. */
async function damaged(path: string, name: string): Promise<void> {
  await using filled = await fillFloor(await openSqlite(fileAddress(path)));
  await place(filled);
  await filled[Symbol.asyncDispose]();
  using raw = new DatabaseSync(path);
  const { start, size } = raw.prepare(`
    select (rootpage - 1) * page_size as start, page_size as size
    from sqlite_schema, pragma_page_size where name = ?
  `).get(name) as { readonly start: number; readonly size: number };
  using file = await Deno.open(path, { write: true });
  await file.seek(start, Deno.SeekMode.Start);
  await file.write(new Uint8Array(size).fill(0x5a));
}

async function start(path: string): Promise<App> {
  const config = appConfig({ database: fileAddress(path) });
  return await startApp(config, getLogger("test"), undefined, AT_ONCE);
}

async function figure(app: App, name: string): Promise<string | undefined> {
  const text = await app.metrics({});
  return new RegExp(`^restaurant_mcp_${name} (.*)$`, "m").exec(text)?.[1];
}

// None of them is read before a guest needs it, and so none by readiness.
for (const name of ["feedback", "purchase_order_lines", "time_entries"]) {
  Deno.test(`a damaged page of ${name} is found before anyone reads it, and then nothing is written`, async () => {
    await using given = await SQLITE.place();
    await damaged(given.url, name);
    await using app = await start(given.url);
    await app.database.reader.selectFrom("orders").select("id").execute();
    await until(async () => (await app.checks()).database === "damaged");
    assert.equal(await figure(app, "pages_damaged"), "1");

    await using server = await serveHttp(app.createServer, app);
    const readiness = await fetch(new URL("/readyz", server.url));
    assert.equal(readiness.status, 503);
    assert.equal((await readiness.json()).checks.database, "damaged");
    const { structured, text } = await callTool(app.registry, "health_check");
    assert.equal(structured.status, "unhealthy");
    assert.match(text, /database damaged/);

    await assert.rejects(place(app.database), {
      code: "SERVICE_UNAVAILABLE",
      message: "The database file is damaged; nothing was written.",
    });
    const { structured: refused } = await callTool(app.registry, "process_order", {
      order_data: {
        location: "downtown",
        order_type: "takeout",
        items: [{ menu_item_id: "BURGER00", quantity: 1 }],
      },
    });
    assert.match(String(refused.message), /damaged; nothing was written/);
    const orders = await app.database.reader.selectFrom("orders").select("id").execute();
    assert.equal(orders.length, 1);
  });
}

Deno.test("a sound file is found to be whole, and taken orders from", async () => {
  await using given = await SQLITE.place();
  await using filled = await fillFloor(await openSqlite(fileAddress(given.url)));
  await filled[Symbol.asyncDispose]();
  await using app = await start(given.url);
  await until(async () => await figure(app, "pages_checked_seconds") !== "NaN");
  assert.equal(await figure(app, "pages_damaged"), "0");
  assert.equal((await app.checks()).database, "ok");
  await place(app.database);
});
