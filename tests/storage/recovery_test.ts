import assert from "node:assert/strict";
import { recovery } from "../../src/storage/recovery.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { until } from "../support/until.ts";

Deno.test("while a server is given up, who asks it for all is told what is wrong with it", async () => {
  const { repeat } = recovery({
    retries: 3,
    pauseMs: 1,
    verdict: (error) => error instanceof RestaurantError ? "answered" : "lost",
  });
  let asked = 0;
  const failure = () =>
    repeat(() => {
      asked++;
      return Promise.reject(new Error("read-only"));
    }).then(() => "none", ({ message }: Error) => message);
  const givenUp = "The database has been away for a while.";
  await until(async () => await failure() === givenUp);
  const before = asked;
  let told = givenUp;
  await until(async () => {
    told = await failure();
    return asked > before;
  });
  assert.deepEqual([told, asked], ["read-only", before + 1]);
});
