import assert from "node:assert/strict";
import { HTTP_CAPS, httpGuard, type Refusal, type Release } from "../../src/http/guard.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";

/** A guard with small caps, its clock, and the reasons of what it refused. */
function started(caps: Partial<typeof HTTP_CAPS> = {}) {
  let at = 0;
  const refused: Refusal[] = [];
  const guard = httpGuard({
    limiter: slidingWindow({ now: () => at, most: 100 }),
    caps: { ...HTTP_CAPS, ...caps },
    onRefused: (reason) => void refused.push(reason),
  });
  return { guard, refused, pass: (seconds: number) => at += seconds * 1000 };
}

function released(outcome: Response | Release): Release {
  assert.equal(typeof outcome, "function");
  return outcome as Release;
}

async function assertRefused(
  outcome: Response | Release | undefined,
  status: number,
  seconds: number,
): Promise<void> {
  assert.ok(outcome instanceof Response);
  assert.equal(outcome.status, status);
  assert.equal(outcome.headers.get("retry-after"), String(seconds));
  const { error } = await outcome.json();
  assert.match(error.message, /Try again later/);
}

Deno.test("beyond the requests that it takes on at a time the server is busy", async () => {
  const { guard, refused } = started({ requests: 2 });
  const first = released(await guard.enter("a"));
  released(await guard.enter("b"));
  await assertRefused(await guard.enter("c"), 503, 1);
  first();
  first();
  assert.equal(guard.requests, 1);
  released(await guard.enter("c"));
  assert.deepEqual(refused, ["requests"]);
});

Deno.test("one caller's requests are limited, and the refused hold no place", async () => {
  const { guard, refused, pass } = started({ rate: { calls: 2, seconds: 10 } });
  for (let time = 0; time < 2; time++) {
    released(await guard.enter("a"))();
    pass(1);
  }
  await assertRefused(await guard.enter("a"), 429, 8);
  assert.equal(guard.requests, 0);
  released(await guard.enter("b"))();
  pass(8);
  released(await guard.enter("a"))();
  assert.deepEqual(refused, ["rate"]);
});

Deno.test("streams are counted for each caller and for all", async () => {
  const { guard, refused } = started({ streams: 3, streamsOfOne: 2 });
  const first = released(guard.open("a"));
  released(guard.open("a"));
  await assertRefused(guard.open("a"), 429, 30);
  released(guard.open("b"));
  await assertRefused(guard.open("c"), 503, 30);
  first();
  first();
  assert.equal(guard.streams, 2);
  released(guard.open("a"));
  assert.deepEqual(refused, ["streams", "streams"]);
});

Deno.test("failed authentications are limited by address", async () => {
  const { guard, refused, pass } = started({ failures: { calls: 2, seconds: 60 } });
  assert.equal(await guard.fail("1.2.3.4"), undefined);
  pass(20);
  assert.equal(await guard.fail("1.2.3.4"), undefined);
  await assertRefused(await guard.fail("1.2.3.4"), 429, 40);
  assert.equal(await guard.fail("1.2.3.5"), undefined);
  pass(40);
  assert.equal(await guard.fail("1.2.3.4"), undefined);
  assert.ok(refused.includes("failures"));
});

Deno.test("it is idle when the last request and the last stream have ended", async () => {
  const { guard } = started();
  await guard.idle();
  const request = released(await guard.enter("a"));
  const stream = released(guard.open("a"));
  let isIdle = false;
  const idle = guard.idle().then(() => isIdle = true);
  request();
  await Promise.resolve();
  assert.equal(isIdle, false);
  stream();
  await idle;
});
