import assert from "node:assert/strict";
import { readEnvironment, VARIABLES } from "../../src/config/environment.ts";

Deno.test("the tasks permit exactly the variables that are read, by packages too", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  const commander = ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"];
  // The driver of PostgreSQL looks at them whatever it is given, and makes nothing of them.
  const pg = ["PGBINARY", "PGREPLICATION"];
  const read = [...VARIABLES, ...commander, ...pg];
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
