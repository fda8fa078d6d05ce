import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { program, run } from "../support/server_process.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { key: string; value: { stringValue?: string } }[];
}

/** Where OpenTelemetry sends its traces. */
function startCollector() {
  const spans: ExportedSpan[] = [];
  const receive = async (request: Request) => {
    const { resourceSpans = [] } = await request.json();
    for (const { scopeSpans } of resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    return Response.json({});
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, receive);
  return {
    spans,
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function toolCall(id: number, name: string, args: object) {
  const _meta = { traceparent: `00-${TRACE}-${SPAN}-01` };
  return { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: args, _meta } };
}

Deno.test("each call is a child span of its caller's, without arguments, and the log has its trace id", async () => {
  await using collector = startCollector();
  const messages = [
    INITIALIZE,
    toolCall(2, "health_check", {}),
    toolCall(3, "get_sales_data", { date: "2026-01-01", mustard: "secret" }),
  ];
  const { code, stdout, stderr } = await run(
    program("--database", ":memory:", "--log-level", "info"),
    {
      input: messages.map((message) => `${JSON.stringify(message)}\n`).join(""),
      env: {
        OTEL_DENO: "true",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      },
    },
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /"id":3/);
  const [healthy, wrong] = ["tools/call health_check", "tools/call get_sales_data"].map((name) =>
    collector.spans.find((span) => span.name === name)
  );
  for (const span of [healthy, wrong]) {
    assert.deepEqual([span?.traceId, span?.parentSpanId], [TRACE, SPAN]);
  }
  assert.notEqual(healthy?.status.code, 2);
  assert.equal(wrong?.status.code, 2);
  const { value } = wrong?.attributes.find(({ key }) => key === "error.type") ?? {};
  assert.equal(value?.stringValue, "INVALID_INPUT");
  assert.doesNotMatch(JSON.stringify(collector.spans), /mustard|secret/);
  const logged = stderr.split("\n").filter((line) => line.includes("health_check"));
  assert.ok(logged.some((line) => line.includes(TRACE)), stderr);
  assert.doesNotMatch(stderr, /mustard|secret/);
});

Deno.test("without OpenTelemetry the caller's trace is still in the log", async () => {
  const messages = [INITIALIZE, toolCall(2, "health_check", {})];
  const { stderr } = await run(program("--database", ":memory:", "--log-level", "info"), {
    input: messages.map((message) => `${JSON.stringify(message)}\n`).join(""),
  });
  assert.match(stderr, new RegExp(TRACE));
});
