import assert from "node:assert/strict";
import { CLIENTS } from "../support/clients.ts";
import { openDemoHome } from "../support/demo.ts";
import { everyAnswer } from "../support/every_answer.ts";
import { program, serveProgram } from "../support/server_process.ts";

Deno.test("clients of every era are answered the same: each section, a forecast, each report", async () => {
  await using home = await openDemoHome();
  await using served = await serveProgram(program("--database", home.database));
  const answers: (readonly [name: string, answers: Record<string, unknown>])[] = [];
  for (const { name, connect } of CLIENTS) {
    await using client = await connect(served.url);
    answers.push([name, await everyAnswer(client)]);
  }
  const [[, first] = ["", {}], ...others] = answers;
  assert.ok(others.length > 0);
  assert.ok(Object.keys(first).length > 15);
  for (const [name, other] of others) assert.deepEqual(other, first, name);
});
