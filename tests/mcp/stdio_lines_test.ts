import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { getLogger } from "@logtape/logtape";
import { IDENTITY } from "../../src/app/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { serveOverStdio } from "../../src/mcp/stdio.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { testRegistry } from "../support/calls.ts";
import { INITIALIZE } from "../support/initialize.ts";

/** Everything that the server answers to an input, which ends after it. */
async function answersTo(input: string): Promise<string[]> {
  await using database = await openSqlite(IN_MEMORY);
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const serving = serveOverStdio({
    createServer: serverFactory(IDENTITY, testRegistry(database)),
    principal: LOCAL,
    logger: getLogger("test"),
    input: stdin,
    output: stdout,
  }, new AbortController().signal);
  stdin.end(input);
  await serving;
  const written: string = stdout.setEncoding("utf8").read() ?? "";
  return written.split("\n").filter((line) => line !== "");
}

function initialize(protocolVersion = "2025-11-25"): string {
  const { params } = INITIALIZE;
  return `${JSON.stringify({ ...INITIALIZE, params: { ...params, protocolVersion } })}\n`;
}

function codeIn(line: string): number | undefined {
  return JSON.parse(line).error?.code;
}

const ping = (id: string) => `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;

Deno.test("a byte order mark before a line is passed over, before the first one, too", async () => {
  const answers = await answersTo(`\ufeff${initialize()}\ufeff${ping("2")}\n`);
  assert.deepEqual(answers.map((line) => JSON.parse(line).id), [1, 2]);
  assert.ok(answers.every((line) => JSON.parse(line).result !== undefined));
});

Deno.test("a last line without its end is taken, and answered before the server ends", async () => {
  const answers = await answersTo(initialize() + ping("2"));
  assert.deepEqual(answers.map((line) => JSON.parse(line).id), [1, 2]);
});

Deno.test("a number that JavaScript cannot represent is echoed unchanged", async () => {
  for (const id of ["9007199254740993", "-9007199254740993", "123456789012345678901234567890"]) {
    const answers = await answersTo(initialize() + ping(id));
    assert.ok(answers[1]?.includes(`"id":${id}`), answers[1]);
  }
});

Deno.test("a batch is unpacked in the one revision that has batches", async () => {
  const batch = `[${ping("2")},${ping("3")}]\n`;
  const unpacked = await answersTo(initialize("2025-03-26") + batch);
  assert.deepEqual(unpacked.map((line) => JSON.parse(line).id), [1, 2, 3]);
  const refused = await answersTo(initialize() + batch);
  assert.deepEqual(refused.map(codeIn).filter(Boolean), [-32600]);
});

for (
  const [what, line, id] of [
    ["no version", '{"id":5,"method":"ping"}', 5],
    ["another version", '{"jsonrpc":"1.0","id":"x","method":"ping"}', "x"],
    ["parameters that are none", '{"jsonrpc":"2.0","id":5,"method":"ping","params":7}', 5],
    ["a method that is none", '{"jsonrpc":"2.0","id":5,"method":7}', 5],
  ] as const
) {
  Deno.test(`${what}: the error carries the id`, async () => {
    const answers = await answersTo(`${initialize()}${line}\n`);
    const refused = answers.filter((line) => codeIn(line) === -32600);
    assert.deepEqual(refused.map((line) => JSON.parse(line).id), [id]);
  });
}

Deno.test("null members of parameters are absent, a member twice counts as the last one", async () => {
  for (
    const line of [
      '{"jsonrpc":"2.0","id":5,"method":"tools/list","params":null}',
      '{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"cursor":null,"_meta":null}}',
      '{"jsonrpc":"1.0","jsonrpc":"2.0","id":5,"method":"tools/list"}',
      '{"jsonrpc":"2.0","id":5,"method":"tools/call","params":' +
      '{"name":"health_check","arguments":null}}',
    ]
  ) {
    const answers = await answersTo(`${initialize()}${line}`);
    const { id, result } = JSON.parse(answers[1] ?? "");
    assert.equal(id, 5);
    assert.ok(result.tools?.length > 5 || result.isError !== true, line);
  }
});
