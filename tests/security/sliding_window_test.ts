import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import { alwaysAsync } from "../support/always.ts";

/** A limiter and the hands of its clock. */
function started(most = 100) {
  let at = 0;
  const limiter = slidingWindow({ now: () => at, most });
  return { take: limiter.take, pass: (milliseconds: number) => at += milliseconds, now: () => at };
}

const limit = fc.record({
  calls: fc.integer({ min: 1, max: 5 }),
  seconds: fc.integer({ min: 1, max: 4 }),
});
/** Milliseconds between one call and the next: often none, often about a window. */
const pauses = fc.array(
  fc.oneof(fc.constant(0), fc.nat(50), fc.nat(1500), fc.constantFrom(999, 1000, 1001, 4000)),
  { minLength: 1, maxLength: 60 },
);

Deno.test("in no window of its length are there more calls than a limit allows", async () => {
  await alwaysAsync(
    fc.asyncProperty(limit, pauses, async (limit, pauses) => {
      const { take, pass, now } = started();
      const allowed: number[] = [];
      for (const pause of pauses) {
        pass(pause);
        if (await take("key", limit) === undefined) allowed.push(now());
      }
      for (const [index, first] of allowed.entries()) {
        const tooMany = allowed[index + limit.calls];
        assert.ok(tooMany === undefined || tooMany - first >= limit.seconds * 1000);
      }
    }),
    500,
  );
});

Deno.test("a call is refused only if it exceeds the limit, and refused ones do not count", async () => {
  await alwaysAsync(
    fc.asyncProperty(limit, pauses, async (limit, pauses) => {
      const { take, pass, now } = started();
      const allowed: number[] = [];
      for (const pause of pauses) {
        pass(pause);
        const since = now() - limit.seconds * 1000;
        const isFull = allowed.filter((time) => time > since).length >= limit.calls;
        assert.equal(await take("key", limit) !== undefined, isFull);
        if (!isFull) allowed.push(now());
      }
    }),
    500,
  );
});

Deno.test("after the seconds that a refusal names a call is allowed, and a second before it is not", async () => {
  await alwaysAsync(
    fc.asyncProperty(limit, pauses, async (limit, pauses) => {
      const { take, pass } = started();
      for (const pause of pauses) {
        pass(pause);
        const wait = await take("key", limit);
        if (wait === undefined) continue;
        assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= limit.seconds);
        if (wait > 1) {
          pass((wait - 1) * 1000);
          assert.equal(await take("key", limit), 1);
          pass(1000);
        } else pass(1000);
        assert.equal(await take("key", limit), undefined);
      }
    }),
    300,
  );
});

Deno.test("keys do not know of each other", async () => {
  const { take } = started();
  const once = { calls: 1, seconds: 60 };
  assert.equal(await take("one", once), undefined);
  assert.equal(await take("other", once), undefined);
  assert.equal(await take("one", once), 60);
});

Deno.test("beyond its keys the one unused for longest is forgotten, refusals being a use", async () => {
  const { take } = started(2);
  const once = { calls: 1, seconds: 60 };
  for (const key of ["a", "b"]) await take(key, once);
  assert.equal(await take("a", once), 60);
  await take("c", once);
  assert.equal(await take("a", once), 60);
  assert.equal(await take("b", once), undefined);
});
