import assert from "node:assert/strict";
import { startBackground } from "../../src/work/background.ts";

const PATIENT = { waiting: 10, drainMs: 60_000, onError: () => {} };

Deno.test("jobs run one after the other, after the code that added them", async () => {
  const said: string[] = [];
  const errors: string[] = [];
  await using background = startBackground({
    ...PATIENT,
    onError: (name, error) => errors.push(`${name}: ${error}`),
  });
  background.add("first", async () => {
    said.push("first begins");
    await new Promise((resolve) => setTimeout(resolve));
    said.push("first ends");
  });
  background.add("second", () => Promise.reject(new Error("no")));
  background.add("third", () => Promise.resolve(void said.push("third")));
  said.push("all are added");
  assert.deepEqual(background.names, ["first", "second", "third"]);
  await background.idle();
  assert.deepEqual(said, ["all are added", "first begins", "first ends", "third"]);
  assert.deepEqual(errors, ["second: Error: no"]);
  background.add("fourth", () => Promise.resolve(void said.push("fourth")));
  await background.idle();
  assert.deepEqual([said.at(-1), background.names], ["fourth", []]);
});

Deno.test("the same work waits once, and there is an end to waiting", async () => {
  await using background = startBackground({ ...PATIENT, waiting: 2 });
  let times = 0;
  const work = () => Promise.resolve(void times++);
  background.add("same", work);
  background.add("same", work);
  background.add("other", work);
  assert.throws(() => background.add("one more", work), { code: "SERVICE_UNAVAILABLE" });
  await background.idle();
  assert.equal(times, 2);
});

Deno.test("on close waiting jobs run, and one that does not end is aborted", async () => {
  let done = false;
  {
    await using background = startBackground(PATIENT);
    background.add("short", () => Promise.resolve(void (done = true)));
  }
  assert.ok(done);
  const background = startBackground({ ...PATIENT, drainMs: 1, onError: assert.fail });
  let isStopped = false;
  let hasBegun = false;
  background.add(
    "endless",
    (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener("abort", () => {
          isStopped = true;
          reject(signal.reason);
        })
      ),
  );
  background.add("never begun", () => Promise.resolve(void (hasBegun = true)));
  await background[Symbol.asyncDispose]();
  assert.deepEqual([isStopped, hasBegun], [true, false]);
  assert.throws(() => background.add("late", () => Promise.resolve()), {
    code: "SERVICE_UNAVAILABLE",
  });
});
