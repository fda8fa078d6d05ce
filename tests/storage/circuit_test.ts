import assert from "node:assert/strict";
import { circuit } from "../../src/storage/circuit.ts";
import { wallClockSetBack } from "../support/wall_clock.ts";

const FAILING_MS = 60_000;
const PROBE_MS = 1000;
const AWAY = new Error("away");
const OPEN = new Error("open");
const REFUSED = new Error("refused");

/** A circuit, the steady clock that it measures with, and how often it called. */
function started() {
  let now = 0;
  let calls = 0;
  const { run } = circuit({
    failingMs: FAILING_MS,
    probeMs: PROBE_MS,
    shownBy: (error) => error === AWAY ? "away" : error === REFUSED ? "there" : undefined,
    unavailable: () => OPEN,
  });
  const steady = performance.now;
  performance.now = () => now;
  return {
    run: (work: () => Promise<string>) =>
      run(() => {
        calls++;
        return work();
      }),
    later: (milliseconds: number) => void (now += milliseconds),
    calls: () => calls,
    [Symbol.dispose]: () => void (performance.now = steady),
  };
}

const fails = () => Promise.reject(AWAY);
const works = () => Promise.resolve("done");

async function open({ run, later }: ReturnType<typeof started>): Promise<void> {
  await assert.rejects(run(fails), AWAY);
  later(FAILING_MS - 1);
  await assert.rejects(run(fails), AWAY);
  later(1);
  await assert.rejects(run(fails), AWAY);
}

Deno.test("after failures for long enough calls fail at once, and a probe that succeeds ends that", async () => {
  using asked = started();
  await open(asked);
  assert.equal(asked.calls(), 3);
  await assert.rejects(asked.run(works), OPEN);
  asked.later(PROBE_MS);
  await assert.rejects(asked.run(fails), AWAY);
  await assert.rejects(asked.run(works), OPEN);
  asked.later(PROBE_MS);
  assert.equal(await asked.run(works), "done");
  assert.equal(await asked.run(works), "done");
  assert.equal(asked.calls(), 6);
});

Deno.test("one probe at once: the others fail and do not wait for it", async () => {
  using asked = started();
  await open(asked);
  asked.later(PROBE_MS);
  const probe = Promise.withResolvers<string>();
  const probing = asked.run(() => probe.promise);
  await assert.rejects(asked.run(works), OPEN);
  probe.resolve("done");
  assert.equal(await probing, "done");
  assert.equal(await asked.run(works), "done");
});

Deno.test("a failure now and then, a success in between, and errors of another kind open nothing", async () => {
  using asked = started();
  for (let time = 0; time < 20; time++) {
    await assert.rejects(asked.run(fails), AWAY);
    asked.later(FAILING_MS + 1);
  }
  for (let time = 0; time < 20; time++) {
    await assert.rejects(asked.run(fails), AWAY);
    assert.equal(await asked.run(works), "done");
    asked.later(FAILING_MS / 2);
  }
  const other = new Error("another");
  for (let time = 0; time < 20; time++) {
    await assert.rejects(asked.run(() => Promise.reject(other)), other);
    asked.later(FAILING_MS / 2);
  }
});

Deno.test("a refusal ends it like a success: only what is there refuses", async () => {
  using asked = started();
  await open(asked);
  asked.later(PROBE_MS);
  await assert.rejects(asked.run(() => Promise.reject(REFUSED)), REFUSED);
  assert.equal(await asked.run(works), "done");
});

Deno.test("the clock on the wall, set back by a day, keeps nothing open", async () => {
  using asked = started();
  await open(asked);
  using _wall = wallClockSetBack(86_400);
  asked.later(PROBE_MS);
  assert.equal(await asked.run(works), "done");
});
