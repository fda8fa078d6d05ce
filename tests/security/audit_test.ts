import assert from "node:assert/strict";
import { startAudit } from "../../src/security/audit.ts";
import { BEGINNING, hashAfter } from "../../src/security/audit_chain.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { createToken } from "../../src/security/tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { keyedDigest } from "../../src/values/digest.ts";
import { onEveryEngine } from "../support/engines.ts";
import { behindProxy } from "../support/postgres/behind_proxy.ts";
import { auditEntries, callRecord, openAudit } from "../support/audits.ts";
import { callTool, noon, readResource, testRegistry } from "../support/calls.ts";
import { honestArguments } from "../support/every_question.ts";
import { burgers, openFloor, request } from "../support/floor.ts";
import { move } from "../support/pantry.ts";

/** A database that reports the end of each transaction, and counts them. */
function watched(database: Database) {
  let transactions = 0;
  let ended = Promise.withResolvers<void>();
  const write: Database["write"] = async (work) => {
    try {
      return await database.write(work);
    } finally {
      transactions++;
      ended.resolve();
      ended = Promise.withResolvers<void>();
    }
  };
  return {
    write,
    get transactions() {
      return transactions;
    },
    next: () => ended.promise,
  };
}

onEveryEngine(
  "the entry of a write is in its transaction, and rolled back with it",
  async (engine) => {
    await using database = await engine.fresh();
    await using audit = openAudit(database);
    await database.write((writer) => audit.append(writer, () => callRecord({ target: "kept" })));
    await assert.rejects(database.write(async (writer) => {
      await audit.append(writer, () => callRecord({ target: "taken back" }));
      throw new Error("The change failed");
    }));
    await database.write((writer) =>
      audit.append(writer, () => callRecord({ target: "kept, too" }))
    );
    const entries = await auditEntries(database);
    assert.deepEqual(entries.map(({ sequence, target }) => [sequence, target]), [
      [1, "kept"],
      [2, "kept, too"],
    ]);
  },
);

onEveryEngine("entries of reads are batched", async (engine) => {
  await using database = await engine.fresh();
  const { write, next } = watched(database);
  await using audit = startAudit({ write }, { flushMs: 20, onError: assert.ifError });
  for (const target of ["one", "two", "three"]) audit.note(callRecord({ target }));
  assert.equal(audit.waiting, 3);
  assert.deepEqual(await auditEntries(database), []);
  await next();
  assert.equal(audit.waiting, 0);
  const entries = await auditEntries(database);
  assert.deepEqual(entries.map(({ target }) => target), ["one", "two", "three"]);
});

onEveryEngine("a thousand entries are not kept waiting", async (engine) => {
  await using database = await engine.fresh();
  const { write, next } = watched(database);
  const onError = assert.ifError;
  await using audit = startAudit({ write }, { flushMs: 3_600_000, onError });
  for (let call = 0; call < 1000; call++) audit.note(callRecord({ row_count: call }));
  await next();
  const entries = await auditEntries(database);
  assert.deepEqual(entries.map(({ row_count }) => row_count), [...Array(1000).keys()]);
});

onEveryEngine("what waits at the end is written then, in one transaction", async (engine) => {
  await using database = await engine.fresh();
  const watch = watched(database);
  {
    await using audit = startAudit(watch, { flushMs: 3_600_000, onError: assert.ifError });
    for (let call = 0; call < 250; call++) audit.note(callRecord({ row_count: call }));
  }
  assert.equal(watch.transactions, 1);
  assert.equal((await auditEntries(database)).length, 250);
});

onEveryEngine(
  "a flush that fails once loses nothing, doubles nothing and keeps the order",
  async (engine) => {
    await using database = await engine.fresh();
    const errors: unknown[] = [];
    let failures = 1;
    const { write, next } = watched({
      ...database,
      write: (work) =>
        database.write(async (writer) => {
          const result = await work(writer);
          if (failures-- > 0) throw new Error("The disk is full");
          return result;
        }),
    });
    await using audit = startAudit({ write }, {
      flushMs: 5,
      onError: (error) => errors.push(error),
    });
    audit.note(callRecord({ target: "before" }));
    await next();
    audit.note(callRecord({ target: "after" }));
    await next();
    await audit.flush();
    const entries = await auditEntries(database);
    assert.deepEqual(entries.map(({ sequence, target }) => [sequence, target]), [
      [1, "before"],
      [2, "after"],
    ]);
    assert.equal(errors.length, 1);
  },
);

onEveryEngine("entries of two processes are one chain", async (engine) => {
  await using database = await engine.fresh();
  await using one = openAudit(database);
  await using other = openAudit(database);
  for (let turn = 0; turn < 5; turn++) {
    for (const audit of [one, other]) audit.note(callRecord({ row_count: turn }));
    await Promise.all([one.flush(), other.flush()]);
  }
  let previous = BEGINNING;
  for (const [index, { hash, ...entry }] of (await auditEntries(database)).entries()) {
    assert.equal(entry.sequence, index + 1);
    assert.equal(hash, hashAfter(previous, entry));
    previous = hash;
  }
});

onEveryEngine("an entry records who called what, without the content", async (engine) => {
  await using database = await openFloor(engine);
  await move(database, "BEEF0000", 1_000_000);
  const { token } = await database.write((writer) =>
    createToken(writer, { name: "Till", role: "admin", locations: null, expires: null }, noon())
  );
  {
    await using audit = openAudit(database);
    const registry = testRegistry(database, { audit });
    const order_data = request({
      customer_name: "Marker the Guest",
      items: [{ ...burgers(1), notes: `marker ${token}` }],
    });
    await callTool(registry, "process_order", { order_data });
    const short = request({ customer_name: "marker", items: [burgers(50)] });
    await callTool(registry, "process_order", { order_data: short });
    await callTool(registry, "search_orders", { text: "Marker" });
    await callTool(registry, "search_orders", { txt: "marker" });
    await readResource(registry, "restaurant://live_orders");
  }
  const entries = await auditEntries(database);
  assert.deepEqual(
    entries.map(({ method, target, outcome, principal }) => [method, target, outcome, principal]),
    [
      ["tools/call", "search_orders", "ok", "local"],
      ["tools/call", "search_orders", "INVALID_INPUT", "local"],
      ["resources/read", "live_orders", "ok", "local"],
      ["tools/call", "process_order", "ok", "local"],
      ["tools/call", "process_order", "INSUFFICIENT_INVENTORY", "local"],
    ],
  );
  assert.equal(entries[0]?.arguments_digest, keyedDigest("a key of tests")({ text: "Marker" }));
  assert.doesNotMatch(JSON.stringify(entries), /marker|guest|rmcp_/i);
  assert.ok(!JSON.stringify(entries).includes(token.slice(14)));
});

onEveryEngine("an entry names the locations that were asked about or changed", async (engine) => {
  await using database = await openFloor(engine);
  await move(database, "BEEF0000", 1_000_000);
  const limited: Principal = { ...LOCAL, id: "token:LIMITED0", locations: ["downtown"] };
  const named: Record<string, string> = {};
  const known = new Set<string>();
  const ask = async (target: string, args: object, principal = LOCAL) => {
    await using audit = openAudit(database);
    const registry = testRegistry(database, { audit });
    const { isError, text } = await callTool(registry, target, args, principal);
    assert.equal(isError, false, text);
    await audit.flush();
    const [entry] = (await auditEntries(database))
      .filter(({ request_id }) => !known.has(request_id));
    known.add(entry?.request_id ?? "");
    named[`${target} ${JSON.stringify(args)} ${principal.id}`] =
      `${entry?.location_id}: ${entry?.locations}`;
  };
  const year = { date: "2020-01-01", end_date: "2029-12-31", group_by: "item" };
  await ask("get_sales_data", year);
  await ask("get_sales_data", { date: "2026-12-31", location: "harbour" });
  await ask("get_sales_data", { date: "2026-12-31" }, limited);
  await ask("health_check", {});
  await ask("health_check", {}, limited);
  await ask("update_inventory", { item_id: "BEEF0000", quantity: 5000, location: "downtown" });
  await ask("process_order", { order_data: request({ items: [burgers(1)] }) });
  assert.deepEqual(Object.values(named), [
    ': ["downtown","harbour"]',
    'harbour: ["harbour"]',
    'downtown: ["downtown"]',
    ": []",
    'downtown: ["downtown"]',
    'downtown: ["downtown"]',
    'downtown: ["downtown"]',
  ]);
});

Deno.test("every tool that takes a location names it in its entry", async () => {
  await using database = await openFloor();
  await move(database, "BEEF0000", 1_000_000);
  await using audit = openAudit(database);
  const { tools } = testRegistry(database, { audit });
  const honest = honestArguments();
  const asked: string[] = [];
  for (const { definition: { name, inputSchema } } of tools) {
    if (!Object.hasOwn(inputSchema.properties ?? {}, "location")) continue;
    const args = { ...honest[name], location: "downtown" };
    // Some find nothing on this floor; what they looked for is named all the same.
    await callTool(testRegistry(database, { audit }), name, args);
    asked.push(name);
  }
  assert.ok(asked.length > 3, asked.join());
  await audit.flush();
  const entries = await auditEntries(database);
  assert.deepEqual(
    entries.map(({ target, locations }) => [target, locations]).toSorted(),
    asked.map((name) => [name, '["downtown"]']).toSorted(),
  );
});

Deno.test("entries with an unconfirmed commit are written once", () =>
  behindProxy(async (database, proxy) => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    await using audit = startAudit(database, { flushMs: 60_000, onError });
    for (const when of ["before", "after"] as const) {
      audit.note(callRecord({ target: when, request_id: when }));
      const cut = proxy.cutAt(/commit\0/, when);
      await audit.flush();
      await cut;
      assert.equal(audit.isFailing, true);
      audit.note(callRecord({ target: `${when}, later`, request_id: `${when} later` }));
      await audit.flush();
      assert.equal(audit.isFailing, false);
    }
    const targets = (await auditEntries(database)).map(({ target }) => target);
    assert.deepEqual(targets, ["before", "before, later", "after", "after, later"]);
    assert.equal(errors.length, 2);
  }));
