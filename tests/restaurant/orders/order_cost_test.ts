import assert from "node:assert/strict";
import { startAudit } from "../../../src/security/audit.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, ENGINES, POSTGRES, SQLITE } from "../../support/engines.ts";
import { burgers, fillFloor, request, salads } from "../../support/floor.ts";
import { move } from "../../support/pantry.ts";
import { scannedTables } from "../../support/scanned_tables.ts";
import { countRoundTrips, seeStatements } from "../../support/statements.ts";

/** Statements of an order of two items, commit and audit included. More are a step back. */
const MOST: Readonly<Record<string, number>> = { sqlite: 26, postgres: 26 };
/** Statements of each further order of those that share a commit. */
const MOST_TOGETHER = 17;

/** Times that an order waits for the server: a step back if there are more. */
const MOST_ROUND_TRIPS = 6;

async function withCalls(
  engine: Engine,
  test: (
    call: (tool: string, args: object) => Promise<string>,
    database: Database,
  ) => Promise<void>,
): Promise<void> {
  await using place = await engine.place();
  await using database = await fillFloor(await engine.open(place.url));
  for (const id of ["BEEF0000", "BUNS0000", "LETTUCE0"]) await move(database, id, 90_000_000);
  const onError = (error: unknown) => assert.fail(`${error}`);
  await using audit = startAudit(database, { flushMs: 60_000, onError });
  const registry = testRegistry(database, { audit });
  await test(async (tool, args) => {
    const { isError, text, structured } = await callTool(registry, tool, args);
    assert.equal(isError, false, text);
    return String(structured.order_id ?? "");
  }, database);
}

const ORDER = { order_data: request({ items: [burgers(1), salads(2)] }) };

for (const engine of ENGINES) {
  Deno.test(`${engine.name}: an order takes few statements, and none twice but counters`, () =>
    withCalls(engine, async (call) => {
      await call("process_order", { ...ORDER, idempotency_key: "first" });
      using seen = seeStatements();
      await call("process_order", { ...ORDER, idempotency_key: "second" });
      const texts = seen.texts.filter((text) => !text.startsWith("set "));
      assert.ok(texts.length <= (MOST[engine.name] ?? 0), `${texts.length}:\n${texts.join("\n")}`);
      const others = texts.filter((text) =>
        !/^(?:insert into|select .* from) "(?:location_)?counters"/.test(text)
      );
      assert.equal(new Set(others).size, others.length);
    }));
}

Deno.test("on a server an order takes at most six round trips", () =>
  withCalls(POSTGRES, async (call) => {
    await call("process_order", { ...ORDER, idempotency_key: "first" });
    using trips = countRoundTrips();
    await call("process_order", { ...ORDER, idempotency_key: "second" });
    assert.ok(trips.count <= MOST_ROUND_TRIPS, `${trips.count}:\n${trips.texts.join("\n")}`);
  }));

Deno.test("orders that come together share a commit", () =>
  withCalls(SQLITE, async (call) => {
    await call("process_order", ORDER);
    using seen = seeStatements();
    await Promise.all(Array.from({ length: 16 }, () => call("process_order", ORDER)));
    assert.equal(seen.texts.filter((text) => text === "commit").length, 1);
    const each = seen.texts.length / 16;
    assert.ok(each <= MOST_TOGETHER, `${each} for each order`);
  }));

Deno.test("an order counts the same rows if another one fails beside it", () =>
  withCalls(SQLITE, async (call, database) => {
    const unknown = {
      order_data: request({ items: [{ ...burgers(1), menu_item_id: "NOTHING0" }] }),
    };
    await call("process_order", { ...ORDER, idempotency_key: "alone" });
    await Promise.allSettled([
      call("process_order", { ...ORDER, idempotency_key: "beside" }),
      call("process_order", { ...unknown, idempotency_key: "fails" }),
    ]);
    const counts = await database.reader.selectFrom("audit_entries").select("row_count")
      .where("target", "=", "process_order").where("outcome", "=", "ok").execute();
    assert.equal(counts.length, 2);
    // The first order of a day also reads what its number follows.
    const [alone = 0, beside = 0] = counts.map(({ row_count }) => row_count);
    assert.ok(beside <= alone && beside > alone / 2, `${beside} beside, ${alone} alone`);
  }));

Deno.test("no statement of an order or an answer reads a table that grows from end to end", () =>
  withCalls(SQLITE, async (call, database) => {
    const seen = seeStatements();
    const id = await call("process_order", { ...ORDER, idempotency_key: "key" });
    const delivery = request({ items: [burgers(1)], order_type: "delivery" });
    await call("process_order", { order_data: delivery });
    for (const status of ["preparing", "ready", "completed"]) {
      await call("update_order_status", { order_id: id, status });
    }
    const other = await call("process_order", ORDER);
    await call("update_order_status", { order_id: other, status: "cancelled", reason: "left" });
    for (const group_by of ["day", "item", "hour", "month", "location"]) {
      const period = { date: "2026-01-15", end_date: "2026-12-31" };
      await call("get_sales_data", { ...period, group_by, compare_to: "previous_year" });
    }
    await call("get_inventory", {});
    seen[Symbol.dispose]();
    const texts = new Set(seen.texts.filter((text) => /^(?:select|update|delete)/.test(text)));
    assert.ok(texts.size > 30);
    for (const text of texts) assert.deepEqual(await scannedTables(database, text), [], text);
  }));
