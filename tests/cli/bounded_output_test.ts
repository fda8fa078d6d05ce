import assert from "node:assert/strict";
import { boundedOutput } from "../../src/cli/bounded_output.ts";

/** An output that accepts a few bytes per write, and none before it is opened. */
function pipe(isOpen: Promise<unknown> = Promise.resolve()) {
  const decoder = new TextDecoder();
  let read = "";
  return {
    read: () => read,
    async write(bytes: Uint8Array): Promise<number> {
      await isOpen;
      const some = bytes.subarray(0, 1000);
      read += decoder.decode(some, { stream: true });
      return some.length;
    },
  };
}

const dropped = (count: number) => `dropped ${count}\n`;

Deno.test("lines come out whole and in order, however little is taken at a time", async () => {
  const output = pipe();
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${"é".repeat(50)}\n`);
  {
    await using log = boundedOutput(output, dropped);
    for (const line of lines) log.write(line);
  }
  assert.equal(output.read(), lines.join(""));
});

Deno.test("a reader that does not read blocks nothing: excess output is dropped and counted", async () => {
  const opened = Promise.withResolvers<void>();
  const output = pipe(opened.promise);
  {
    await using log = boundedOutput(output, dropped);
    for (let index = 0; index < 10_000; index++) log.write(`${index}\n`);
    opened.resolve();
  }
  const lines = output.read().trimEnd().split("\n");
  const count = Number(/^dropped (\d+)$/.exec(lines.at(-1) ?? "")?.[1]);
  assert.ok(count > 8000);
  assert.equal(lines.length - 1 + count, 10_000);
});

Deno.test("an output that is closed ends nothing", async () => {
  await using log = boundedOutput({ write: () => Promise.reject(new Error("EPIPE")) }, dropped);
  log.write("a\n");
  await Promise.resolve();
  log.write("b\n");
});
