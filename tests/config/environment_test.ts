import assert from "node:assert/strict";
import { readEnvironment, VARIABLES } from "../../src/config/environment.ts";

Deno.test("the tasks permit exactly the variables that are read, and commander's three", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  const read = [...VARIABLES, "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"];
  // A binary has the rights of the start task: see tests/deploy/compile_test.ts.
  for (const task of ["dev", "start"]) {
    const [, permitted = ""] = /--allow-env=(\S+)/.exec(tasks[task].command) ?? [];
    assert.deepEqual(permitted.split(",").sort(), read.sort(), task);
  }
});

Deno.test("an empty variable counts as not set", () => {
  const before = Deno.env.get("LOG_LEVEL");
  Deno.env.set("LOG_LEVEL", "");
  try {
    assert.equal(readEnvironment().LOG_LEVEL, undefined);
  } finally {
    if (before === undefined) Deno.env.delete("LOG_LEVEL");
    else Deno.env.set("LOG_LEVEL", before);
  }
});
