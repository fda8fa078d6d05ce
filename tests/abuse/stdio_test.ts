import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { program } from "../support/server_process.ts";

const server = program("--database", ":memory:", "--log-level", "debug");

/** Invalid messages, and the code of the answer; undefined if there is none. */
const GARBAGE: readonly (readonly [what: string, line: Uint8Array, code: number | undefined])[] = [
  ["no JSON", text("garbage"), -32700],
  ["an empty line", text(""), undefined],
  ["white space", text(" \t\r"), undefined],
  ["a part of JSON", text('{"jsonrpc": "2.0", "id": 1'), -32700],
  ["another kind of JSON", text("42"), -32600],
  ["no version", text('{"id": 8, "method": "ping"}'), -32600],
  ["a batch of nothing", text("[]"), -32600],
  ["zero bytes", new Uint8Array(1000), -32700],
  ["bytes that are no UTF-8", Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80), -32700],
  ["a mark alone", text("\ufeff"), undefined],
  ["two messages on a line", text('{"jsonrpc":"2.0","id":9,"method":"ping"}{}'), -32700],
  ["2 MB without an end", text("x".repeat(2_000_000)), -32600],
  ["2 MB of JSON", text(`{"jsonrpc":"2.0","id":9,"method":"${"x".repeat(2_000_000)}"}`), -32600],
  ["deep nesting", text("[".repeat(200_000)), -32600],
  [
    "a deep answer",
    text(`{"jsonrpc":"2.0","id":9,"result":${"[".repeat(500)}${"]".repeat(500)}}`),
    -32600,
  ],
  ["HTTP", text("GET /mcp HTTP/1.1\r"), -32700],
  ["an escape sequence", text("\u001b[2J"), -32700],
];

/** Well-formed but invalid messages, which are answered unless they are notifications. */
const NONSENSE = [
  { jsonrpc: "2.0", id: 50, method: "no/such/method" },
  { jsonrpc: "2.0", id: 51, method: "tools/call", params: { name: "__proto__" } },
  { jsonrpc: "2.0", id: 52, method: "tools/call", params: 5 },
  { jsonrpc: "2.0", id: 53, method: "resources/read", params: { uri: "\u0000" } },
  { jsonrpc: "2.0", id: 54, result: {} },
  { jsonrpc: "2.0", id: 55, error: { code: 1, message: "x" } },
  { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 99 } },
  { jsonrpc: "2.0", method: "notifications/unheard_of" },
];

function text(line: string): Uint8Array {
  return new TextEncoder().encode(line);
}

function json(message: unknown): Uint8Array {
  return text(JSON.stringify(message));
}

function ping(id: number) {
  return { jsonrpc: "2.0", id, method: "ping" };
}

interface Message {
  readonly id: number | null;
  readonly error?: { readonly code: number };
}

/** A server with its streams in the test's hands; every line that it writes must be a message. */
function start() {
  const child = new Deno.Command(server.command, {
    args: [...server.args],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const messages = messagesOf(child.stdout);
  return {
    /** Sends lines, each cut into pieces of this size. */
    async send(lines: readonly Uint8Array[], size = 65_536): Promise<void> {
      for (const line of lines) {
        const whole = new Uint8Array(line.length + 1);
        whole.set(line);
        whole[line.length] = 10;
        for (let at = 0; at < whole.length; at += size) {
          await writer.write(whole.subarray(at, at + size));
        }
      }
    },
    /** Messages until the answer to a request. */
    async until(id: number): Promise<Message[]> {
      const seen: Message[] = [];
      for (let next = await messages.next(); !next.done; next = await messages.next()) {
        seen.push(next.value);
        if (next.value.id === id) return seen;
      }
      throw new Error(`The server ended before it answered ${id}`);
    },
    async end(): Promise<Deno.CommandStatus> {
      await writer.close();
      await messages.return(undefined);
      return await child.status;
    },
  };
}

async function* messagesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

Deno.test("after any invalid line, the next valid one is answered", async () => {
  const { send, until, end } = start();
  await send([json(INITIALIZE)]);
  await until(1);
  for (const [index, [what, line, code]] of GARBAGE.entries()) {
    const id = 100 + index;
    const sent = send([line, json(ping(id))]);
    const seen = await until(id);
    await sent;
    const codes = seen.slice(0, -1).map(({ error }) => error?.code);
    assert.deepEqual(codes, code === undefined ? [] : [code], what);
    assert.equal(seen.at(-1)?.error, undefined, what);
  }
  assert.equal((await end()).code, 0);
});

Deno.test("garbage between the pieces of good lines, all at once and byte by byte", async () => {
  const { send, until, end } = start();
  const lines = GARBAGE.filter(([, line]) => line.length < 2000).flatMap(([, line], index) => [
    line,
    json(ping(200 + index)),
  ]);
  const count = lines.length / 2;
  await send([json(INITIALIZE), ...lines], 1);
  const seen = await until(200 + count - 1);
  const answered = seen.map(({ id }) => id).filter((id) => id !== null && id >= 200);
  assert.deepEqual(answered, Array.from({ length: count }, (_, index) => 200 + index));
  assert.equal((await end()).code, 0);
});

Deno.test("messages that make no sense are answered, or passed over", async () => {
  const { send, until, end } = start();
  await send([json(INITIALIZE), ...NONSENSE.map(json), json(ping(60))]);
  const seen = await until(60);
  for (let id = 61; seen.filter(({ error }) => error !== undefined).length < 4; id++) {
    await send([json(ping(id))]);
    seen.push(...await until(id));
  }
  const refused = seen.filter(({ error }) => error !== undefined);
  assert.deepEqual(refused.map(({ id }) => id).sort(), [50, 51, 52, 53]);
  assert.ok(refused.every(({ error }) => error?.code !== -32603));
  assert.equal((await end()).code, 0);
});

Deno.test("before anything else garbage does not end it, either", async () => {
  const { send, until, end } = start();
  await send([...GARBAGE.map(([, line]) => line), json(INITIALIZE)]);
  const seen = await until(1);
  assert.equal(seen.at(-1)?.error, undefined);
  assert.equal((await end()).code, 0);
});
