import assert from "node:assert/strict";
import { isCallToolResult } from "@modelcontextprotocol/server";
import { configure, getLogger, type LogRecord, reset } from "@logtape/logtape";
import { z } from "zod";
import { serveTool } from "../../src/mcp/serve_tool.ts";
import { type Call, defineTool } from "../../src/mcp/tool.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { requestContext, testEdge } from "../support/calls.ts";

const SECRET = "SQLITE_ERROR: no such table: secret at /srv/restaurant.db";

/** A tool whose function is the test's own. */
function toolThat(run: (call: Call) => Promise<{ answer: number }>) {
  return defineTool({
    name: "probe",
    title: "Probe",
    description: "A tool of the tests.",
    effect: "read",
    scope: "operations:read",
    input: z.strictObject({
      date: z.string().optional(),
      list: z.array(z.int().min(0).max(9)).optional(),
    }),
    output: z.strictObject({ answer: z.int().min(0).max(100) }),
    run: (_args, _needs: object, call) => run(call),
    text: ({ answer }) => `The answer is ${answer}.`,
  });
}

async function call(
  run: (call: Call) => Promise<{ answer: number }>,
  args: unknown = {},
  deadlineMs = 1000,
  signal?: AbortSignal,
) {
  await using database = await openSqlite(IN_MEMORY);
  const edge = testEdge(database, { logger: getLogger("probe"), deadlineMs });
  const entry = serveTool(toolThat(run), () => ({}), edge);
  const result = await entry.call(args, LOCAL, requestContext(signal));
  assert.ok(isCallToolResult(result));
  return { ...result, wire: JSON.stringify(result) };
}

const answers = () => Promise.resolve({ answer: 42 });

Deno.test("an answer comes as structure and as text", async () => {
  const { structuredContent, content, isError } = await call(answers);
  assert.deepEqual(structuredContent, { answer: 42 });
  assert.deepEqual(content, [{ type: "text", text: "The answer is 42." }]);
  assert.equal(isError, undefined);
});

Deno.test("arguments may be left out altogether", async () => {
  assert.equal((await call(answers, undefined)).isError, undefined);
});

Deno.test("every faulty and every unknown argument is named at once", async () => {
  const { structuredContent } = await call(answers, { date: true, list: [1, 99], lokation: "x" });
  assert.deepEqual(structuredContent, {
    status: "error",
    error_code: "INVALID_INPUT",
    message:
      "date: Expected string, received boolean. list.1: Too big: expected number to be <=9. " +
      "lokation: There is no such argument.",
    fields: [
      { field: "date", problem: "Expected string, received boolean." },
      { field: "list.1", problem: "Too big: expected number to be <=9." },
      { field: "lokation", problem: "There is no such argument." },
    ],
    hint: "Arguments: date, list.",
  });
});

for (const args of [5, "text", [], null] as const) {
  Deno.test(`arguments that are ${JSON.stringify(args)} are refused or empty, never a crash`, async () => {
    const { structuredContent } = await call(answers, args);
    assert.ok(structuredContent);
  });
}

Deno.test("300,000 elements are refused before any schema sees them", async () => {
  const { structuredContent } = await call(answers, { list: Array(300_000).fill(1) });
  assert.match(JSON.stringify(structuredContent), /more than 1000 values/);
});

Deno.test("an expected error reaches the client in words and fields", async () => {
  const error = new RestaurantError("CONFLICT", "It changed.", { hint: "Read it again." });
  const { structuredContent, content, isError } = await call(() => Promise.reject(error));
  assert.equal(isError, true);
  assert.deepEqual(content, [{ type: "text", text: "CONFLICT: It changed. Read it again." }]);
  assert.deepEqual(structuredContent, {
    status: "error",
    error_code: "CONFLICT",
    message: "It changed.",
    hint: "Read it again.",
  });
});

Deno.test("a thrown text never reaches the client; the log has it under the id", async () => {
  const records: LogRecord[] = [];
  await configure({
    reset: true,
    sinks: { memory: (record) => void records.push(record) },
    loggers: [
      { category: ["logtape", "meta"], sinks: [] },
      { category: "probe", sinks: ["memory"], lowestLevel: "error" },
    ],
  });
  try {
    const { structuredContent, wire } = await call(() => Promise.reject(new Error(SECRET)));
    assert.equal(Object(structuredContent).error_code, "INTERNAL_ERROR");
    assert.doesNotMatch(wire, /SQLITE|secret|srv/);
    const [record] = records;
    assert.ok(wire.includes(String(record?.properties.id)));
    assert.match(String(record?.properties.error), /no such table/);
  } finally {
    await reset();
  }
});

Deno.test("a result outside its schema is an error of ours, not a wrong answer", async () => {
  const { structuredContent } = await call(() => Promise.resolve({ answer: 1000 }));
  assert.equal(Object(structuredContent).error_code, "INTERNAL_ERROR");
});

Deno.test("a call that exceeds its deadline is abandoned and aborted", async () => {
  const stopped = Promise.withResolvers<void>();
  const { structuredContent } = await call(
    ({ signal }) => {
      signal.addEventListener("abort", () => stopped.resolve());
      return new Promise(() => {});
    },
    {},
    20,
  );
  await stopped.promise;
  assert.equal(Object(structuredContent).error_code, "SERVICE_UNAVAILABLE");
  assert.equal(Object(structuredContent).retry_after_seconds, 5);
});

Deno.test("a client's cancellation reaches the tool", async () => {
  const client = new AbortController();
  const seen = Promise.withResolvers<void>();
  const answer = call(
    ({ signal }) => {
      signal.addEventListener("abort", () => seen.resolve());
      client.abort();
      return new Promise(() => {});
    },
    {},
    1000,
    client.signal,
  );
  await seen.promise;
  assert.equal(Object((await answer).structuredContent).error_code, "CANCELLED");
});
