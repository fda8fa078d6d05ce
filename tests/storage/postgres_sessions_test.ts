import assert from "node:assert/strict";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import type { SessionStore } from "../../src/storage/session_store.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { POSTGRES } from "../support/engines.ts";

const LIMITS = { mostOfOne: 2, idleMs: 3_600_000 };

async function withStore(test: (store: SessionStore) => Promise<void>): Promise<void> {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  assert.ok(database.sessions !== undefined);
  await test(database.sessions);
}

function session(id: string, caller = "local") {
  const rights = `rights of ${caller}`;
  return { id, caller, rights, protocol: "2025-11-25", subscriptions: ["first"] };
}

Deno.test("a session is read as written, with its subscriptions", () =>
  withStore(async (store) => {
    await store.add(session("a"), LIMITS);
    await store.add(session("a"), LIMITS);
    for (const uri of ["x", "y", "x", 'it\'s {a},"b"']) await store.subscribe("a", uri);
    await store.unsubscribe("a", "y");
    await store.unsubscribe("a", "z");
    const subscriptions = ["first", "x", 'it\'s {a},"b"'];
    assert.deepEqual(await store.find("a"), { ...session("a"), subscriptions });
    await store.subscribe("b", "x");
    assert.deepEqual(await store.look(["a", "b"]), new Map([["a", subscriptions]]));
    await store.end("a");
    await store.end("a");
    await store.end("unknown");
    assert.equal(await store.find("a"), undefined);
    await store.add(session("a"), LIMITS);
    assert.deepEqual(
      await store.look(["a", "b", "unknown"]),
      new Map([["a", "ended"], ["unknown", "ended"]]),
    );
  }));

Deno.test("a caller has so many, and those that it used last", () =>
  withStore(async (store) => {
    await store.add(session("other", "other"), LIMITS);
    await store.add(session("a"), LIMITS);
    await store.add(session("b"), LIMITS);
    await store.keep(["a"]);
    await store.add(session("c"), LIMITS);
    const found = await store.look(["a", "b", "c", "other"]);
    assert.deepEqual([...found].filter(([, state]) => state === "ended"), [["b", "ended"]]);
    assert.equal(found.size, 4);
  }));

Deno.test("a session unused for too long is removed", () =>
  withStore(async (store) => {
    await store.add(session("a"), LIMITS);
    await store.add(session("b", "other"), { ...LIMITS, idleMs: 0 });
    assert.deepEqual([...(await store.look(["a", "b"])).keys()], ["b"]);
  }));
