import assert from "node:assert/strict";
import { sharedWindow } from "../../src/security/shared_window.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import type { Database } from "../../src/storage/database.ts";
import { behindProxy } from "../support/postgres/behind_proxy.ts";

/** A limiter of a process on a database, and what went wrong in it. */
function limiterOn({ count }: Database) {
  assert.ok(count !== undefined);
  const errors: unknown[] = [];
  const own = slidingWindow({ now: () => performance.now(), most: 10 });
  return { errors, ...sharedWindow({ count, own, onError: (error) => errors.push(error) }) };
}

Deno.test("two processes share a limit", () =>
  behindProxy(async (database, _proxy, direct) => {
    const [one, other] = [limiterOn(database), limiterOn(direct)];
    const limit = { calls: 2, seconds: 60 };
    assert.equal(await one.take("key", limit), undefined);
    assert.equal(await other.take("key", limit), undefined);
    assert.equal(typeof await one.take("key", limit), "number");
    assert.equal(typeof await other.take("key", limit), "number");
    assert.deepEqual([...one.errors, ...other.errors], []);
  }));

Deno.test("while the database is away each process counts for itself", () =>
  behindProxy(async (database, proxy) => {
    const { take, errors } = limiterOn(database);
    const limit = { calls: 2, seconds: 60 };
    proxy.away();
    assert.equal(await take("key", limit), undefined);
    assert.equal(await take("key", limit), undefined);
    assert.equal(typeof await take("key", limit), "number");
    assert.equal(errors.length, 3);
  }));

Deno.test("a limit that is only there against running wild is counted by each process", () =>
  behindProxy(async (database, proxy) => {
    proxy.away();
    const { take, errors } = limiterOn(database);
    assert.equal(await take("key", { calls: 3000, seconds: 60 }), undefined);
    assert.deepEqual(errors, []);
  }));
