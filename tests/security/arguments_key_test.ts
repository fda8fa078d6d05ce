import assert from "node:assert/strict";
import { argumentsKey } from "../../src/security/arguments_key.ts";
import { digestOf, keyedDigest } from "../../src/values/digest.ts";
import { onEveryEngine } from "../support/engines.ts";

onEveryEngine("the key of digests is made once, at random, and stays", async (engine) => {
  await using database = await engine.fresh();
  const [key, same] = await Promise.all([argumentsKey(database), argumentsKey(database)]);
  assert.match(key, /^[A-Za-z0-9+\/]{43}=$/);
  assert.equal(same, key);
  assert.equal(await argumentsKey(database), key);
  await using other = await engine.fresh();
  assert.notEqual(await argumentsKey(other), key);
});

Deno.test("who guesses the arguments cannot confirm them without the key", () => {
  const [guess, same] = [{ customer_name: "Ada", table: "7" }, {
    table: "7",
    customer_name: "Ada",
  }];
  const stored = keyedDigest("a")(guess);
  assert.equal(stored, keyedDigest("a")(same));
  assert.notEqual(stored, keyedDigest("b")(guess));
  assert.notEqual(stored, digestOf(guess));
});
