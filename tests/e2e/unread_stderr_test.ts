import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { program } from "../support/server_process.ts";

Deno.test("a client that never reads standard error is served all the same", async () => {
  const { command, args } = program("--database", ":memory:", "--log-level", "debug");
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const send = (message: unknown) =>
    writer.write(new TextEncoder().encode(`${JSON.stringify(message)}\n`));
  await send(INITIALIZE);
  const calls = 600;
  for (let id = 2; id <= calls; id++) {
    await send({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name: "health_check", arguments: {} },
    });
  }
  let answered = 0;
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    answered += lines.length;
    if (answered === calls) break;
  }
  assert.equal(answered, calls);
  await child.stderr.cancel();
  await writer.close();
  await child.status;
});
