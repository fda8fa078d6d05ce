import assert from "node:assert/strict";
import { within } from "../../src/values/within.ts";

Deno.test("a result in time is returned, and no timer keeps the program alive", async () => {
  assert.equal(await within(60_000, Promise.resolve("here")), "here");
});

Deno.test("what takes longer is not waited for", async () => {
  assert.equal(await within(0, new Promise(() => {})), undefined);
});

Deno.test("what fails in time fails", async () => {
  await assert.rejects(within(60_000, Promise.reject(new Error("no"))), /^Error: no$/);
});
