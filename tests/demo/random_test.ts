import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { growingIds } from "../../src/demo/ids.ts";
import { around, between, oneOf, seededRandom, weighted } from "../../src/demo/random.ts";
import { PUBLIC_ID } from "../../src/values/public_id.ts";
import { always } from "../support/always.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

function draw(count: number, ...name: [number, ...string[]]): number[] {
  const random = seededRandom(...name);
  return Array.from({ length: count }, random);
}

Deno.test("the same seed and name give the same numbers, others give others", () => {
  assert.deepEqual(draw(5, 1, "orders"), draw(5, 1, "orders"));
  assert.notDeepEqual(draw(5, 1, "orders"), draw(5, 2, "orders"));
  assert.notDeepEqual(draw(5, 1, "orders"), draw(5, 1, "stock"));
});

Deno.test("first numbers of names that lie close together are spread evenly", () => {
  const firsts = Array.from({ length: 10_000 }, (_, day) => seededRandom(1, String(day))());
  const tenths = Map.groupBy(firsts, (number) => Math.floor(number * 10));
  for (const tenth of tenths.values()) assert.ok(Math.abs(tenth.length - 1000) < 150);
  assert.equal(tenths.size, 10);
});

Deno.test("a weighted choice takes each as often as it weighs, and never what weighs nothing", () => {
  const weights: Record<string, number> = { never: 0, seldom: 1, often: 3 };
  const choose = weighted(Object.keys(weights), (item) => weights[item] ?? 0);
  const random = seededRandom(7);
  const taken = Map.groupBy(Array.from({ length: 8000 }, () => choose(random)), (item) => item);
  assert.equal(taken.has("never"), false);
  assert.ok(Math.abs((taken.get("seldom") ?? []).length - 2000) < 200);
  assert.ok(Math.abs((taken.get("often") ?? []).length - 6000) < 200);
});

Deno.test("with only zero weights nothing is chosen", () => {
  const random = seededRandom(1);
  assert.equal(weighted(["a", "b"], () => 0)(random), undefined);
  assert.equal(weighted([], () => 1)(random), undefined);
  assert.equal(oneOf(random, []), undefined);
});

Deno.test("numbers stay between their ends", () => {
  always(fc.property(seeds, fc.integer({ min: -50, max: 50 }), fc.nat(20), (seed, low, span) => {
    const random = seededRandom(seed);
    const number = between(random, low, low + span);
    assert.ok(Number.isInteger(number) && low <= number && number <= low + span);
    const whole = around(random, span + 0.3);
    assert.ok(whole === span || whole === span + 1);
  }));
});

Deno.test("ids have the public form and only grow", () => {
  const nextId = growingIds(seededRandom(3));
  const ids = Array.from({ length: 50_000 }, nextId);
  for (const [index, id] of ids.entries()) {
    assert.match(id, PUBLIC_ID);
    assert.ok(index === 0 || id > (ids[index - 1] ?? ""));
  }
});
