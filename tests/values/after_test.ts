import assert from "node:assert/strict";
import { after } from "../../src/values/after.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

Deno.test("waits of one length end in their order, without those that were given up", async () => {
  const ended: string[] = [];
  after(20, () => ended.push("first"));
  const giveUp = after(20, () => ended.push("given up"));
  await pause(5);
  after(20, () => ended.push("later"));
  giveUp();
  await pause(60);
  assert.deepEqual(ended, ["first", "later"]);
});

Deno.test("a wait that begins when another ends has its whole time", async () => {
  const over = Promise.withResolvers<number>();
  const started = performance.now();
  after(20, () => after(20, () => over.resolve(performance.now() - started)));
  assert.ok(await over.promise >= 39);
});

Deno.test("giving up twice, or after the end, changes nothing", async () => {
  const ended: string[] = [];
  const giveUp = after(5, () => ended.push("over"));
  await pause(30);
  giveUp();
  giveUp();
  const other = after(5, () => ended.push("never"));
  other();
  other();
  await pause(20);
  assert.deepEqual(ended, ["over"]);
});
