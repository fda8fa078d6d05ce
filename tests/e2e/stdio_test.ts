import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { program, run } from "../support/server_process.ts";

const call = {
  jsonrpc: "2.0",
  id: 2,
  method: "tools/call",
  params: { name: "health_check", arguments: {} },
};
const server = program("--database", ":memory:", "--log-level", "debug");

function lines(...messages: unknown[]): string {
  return messages.map((message) =>
    `${typeof message === "string" ? message : JSON.stringify(message)}\n`
  ).join("");
}

/** Starts the server with its streams in the test's hands. */
function start(): Deno.ChildProcess {
  return new Deno.Command(server.command, {
    args: [...server.args],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

Deno.test("when standard input ends, the process ends with 0", async () => {
  const { code, stdout } = await run(server, { input: "" });
  assert.equal(code, 0);
  assert.equal(stdout, "");
});

Deno.test("when standard output is closed, the process ends", async () => {
  const child = start();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(lines(INITIALIZE)));
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  // The server notices when it next writes; its input stays open all the while.
  await writer.write(new TextEncoder().encode(lines(call, { ...call, id: 3 }))).catch(() => {});
  const { code, signal } = await child.status;
  assert.equal(signal, null);
  assert.equal(code, 0);
  await writer.close().catch(() => {});
});

Deno.test("SIGTERM ends it with 0 while the client still holds both streams", async () => {
  const child = start();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(lines(INITIALIZE)));
  const reader = child.stdout.getReader();
  await reader.read();
  child.kill("SIGTERM");
  assert.equal((await child.status).code, 0);
  await reader.cancel();
  await writer.close().catch(() => {});
});

Deno.test("nothing but protocol on standard output; every malformed line is answered", async () => {
  const child = start();
  const writer = child.stdin.getWriter();
  const answers = child.stdout.pipeThrough(new TextDecoderStream());
  const malformed = ["no json", "[1, 2", '{"a": 1}', '"text"', `"${"x".repeat(1_100_000)}"`];
  const sent = writer.write(
    new TextEncoder().encode(lines(INITIALIZE, ...malformed, "", call)),
  );
  const messages: { id: number | null; error?: { code: number } }[] = [];
  let rest = "";
  for await (const text of answers) {
    const complete = (rest + text).split("\n");
    rest = complete.pop() ?? "";
    for (const line of complete) messages.push(JSON.parse(line));
    if (messages.length === malformed.length + 2) break;
  }
  await sent;
  await writer.close();
  assert.equal((await child.status).code, 0);
  const errors = messages.filter(({ id }) => id === null).map(({ error }) => error?.code);
  assert.deepEqual(errors, [-32700, -32700, -32600, -32600, -32600]);
  assert.deepEqual(messages.map(({ id }) => id).filter((id) => id !== null), [1, 2]);
});
