import assert from "node:assert/strict";
import {
  createAnswerCache,
  KEPT_ANSWERS,
  KEPT_SECONDS,
} from "../../../../src/restaurant/analytics/cache/answer_cache.ts";
import type { EventPage, StoredEvent } from "../../../../src/restaurant/journal/outbox.ts";
import { numberAt, type Numbers } from "../../../../src/storage/location_counters.ts";

const DECEMBER = {
  location_ids: new Set(["downtown"]),
  until: "2026-12-30",
  sections: new Set(["summary" as const]),
};

function event(sequence: number, parts: Partial<StoredEvent> = {}): StoredEvent {
  return {
    sequence,
    kind: "sales_changed",
    subject_id: "downtown",
    location_id: "downtown",
    business_date: "2026-12-14",
    details: {},
    happened_at: "2026-12-31T12:00:00Z",
    ...parts,
  };
}

/** As if all of them were of one location. */
function upTo(sequence: number): Numbers {
  return { base: 0, own: new Map([["downtown", sequence]]) };
}

/** A cache with events to come, a clock to turn, and a count of computations. */
function open() {
  const events: StoredEvent[] = [];
  const state = { now: 1, computed: 0, isDown: false };
  const cache = createAnswerCache<{ number: number }>({
    read: (after, limit) =>
      state.isDown
        ? Promise.reject(new Error("no answer"))
        : Promise.resolve(pageAfter(numberAt(after, "downtown"), limit)),
    last: () => Promise.resolve(upTo(events.at(-1)?.sequence ?? 0)),
    onError: () => {},
  }, () => state.now);
  function pageAfter(after: number, limit: number): EventPage {
    const all = events.filter(({ sequence }) => sequence > after);
    const some = all.slice(0, limit);
    const next = upTo(some.at(-1)?.sequence ?? after);
    return { events: some, next, isLast: some.length === all.length };
  }
  const ask = (key = "a", dependsOn = DECEMBER, signal = new AbortController().signal) =>
    cache.get({
      key,
      dependsOn,
      signal,
      compute: () => Promise.resolve({ number: ++state.computed }),
    });
  return { cache, events, state, ask };
}

Deno.test("the same question is computed once, until its time is over", async () => {
  const { ask, state } = open();
  assert.deepEqual(await ask(), { answer: { number: 1 }, cached: false });
  state.now += KEPT_SECONDS * 1000;
  assert.deepEqual(await ask(), { answer: { number: 1 }, cached: true });
  state.now += 1;
  assert.deepEqual(await ask(), { answer: { number: 2 }, cached: false });
});

Deno.test("a change of its days drops an answer, other changes do not", async () => {
  const { ask, events } = open();
  await ask();
  events.push(
    event(1, { business_date: "2026-12-31" }),
    event(2, { location_id: "harbour" }),
    event(3, { kind: "stock_changed", business_date: null }),
    event(4, { kind: "order_received" }),
  );
  assert.equal((await ask()).cached, true);
  events.push(event(5));
  assert.deepEqual(await ask(), { answer: { number: 2 }, cached: false });
});

Deno.test("a change of the menu drops everything", async () => {
  const { ask, events, cache } = open();
  await ask("a");
  await ask("b");
  events.push(event(1, { kind: "menu_item_changed", location_id: null, business_date: null }));
  assert.equal((await ask("a")).cached, false);
  assert.equal(cache.figures.dropped, 2);
});

Deno.test("a burst computes once", async () => {
  const { cache, state } = open();
  const gate = Promise.withResolvers<void>();
  const ask = () =>
    cache.get({
      key: "a",
      dependsOn: DECEMBER,
      signal: new AbortController().signal,
      compute: async () => {
        await gate.promise;
        return { number: ++state.computed };
      },
    });
  const asked = Array.from({ length: 50 }, ask);
  gate.resolve();
  const answers = await Promise.all(asked);
  assert.equal(state.computed, 1);
  assert.equal(answers.filter(({ cached }) => !cached).length, 1);
  assert.deepEqual(cache.figures, { entries: 1, hits: 49, misses: 1, dropped: 0 });
});

Deno.test("a first caller that leaves does not cancel the others", async () => {
  const { cache } = open();
  const leaving = new AbortController();
  let computed = 0;
  const ask = (signal: AbortSignal) =>
    cache.get({
      key: "a",
      dependsOn: DECEMBER,
      signal,
      compute: async () => {
        computed++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        signal.throwIfAborted();
        return { number: computed };
      },
    });
  const first = ask(leaving.signal);
  const second = ask(new AbortController().signal);
  await settled();
  leaving.abort(new Error("left"));
  await assert.rejects(first, /left/);
  assert.equal((await second).answer.number, 2);
});

Deno.test("what changes during a computation is not kept, and not given to those who ask later", async () => {
  const { cache, events } = open();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let computed = 0;
  const ask = () =>
    cache.get({
      key: "a",
      dependsOn: DECEMBER,
      signal: new AbortController().signal,
      compute: async () => {
        const number = ++computed;
        await gates[number - 1]?.promise;
        return { number };
      },
    });
  const before = ask();
  await settled();
  events.push(event(1));
  const after = ask();
  await settled();
  gates.forEach((gate) => gate.resolve());
  assert.equal((await before).answer.number, 1);
  assert.equal((await after).answer.number, 2);
  assert.deepEqual(await ask(), { answer: { number: 2 }, cached: true });
});

Deno.test("without news of changes nothing is kept", async () => {
  const { ask, state, cache } = open();
  await ask();
  state.isDown = true;
  assert.equal((await ask()).cached, false);
  assert.equal(cache.isFailing, true);
  state.isDown = false;
  assert.equal((await ask()).cached, true);
  assert.equal(cache.isFailing, false);
});

Deno.test("more news than can be read drops everything", async () => {
  const { ask, events } = open();
  await ask();
  events.push(...Array.from({ length: 600 }, (_, i) => event(i + 1, { kind: "order_received" })));
  assert.equal((await ask()).cached, false);
  assert.equal((await ask()).cached, true);
});

Deno.test("no more answers are kept than there is room for", async () => {
  const { ask, cache } = open();
  for (let i = 0; i < KEPT_ANSWERS + 20; i++) await ask(`${i}`);
  assert.equal(cache.figures.entries, KEPT_ANSWERS);
});

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
