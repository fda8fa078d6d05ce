import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { httpEdge } from "../../src/http/http.ts";
import { directCalls } from "../../src/mcp/direct_call.ts";
import { parcelOf } from "../../src/mcp/message.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import {
  ask,
  type Exchange,
  messagesIn,
  modern,
  type Reply,
  withHeaders,
} from "../support/edge.ts";
import { testHttpOptions } from "../support/http.ts";
import { testRegistry } from "../support/calls.ts";
import { plainCallsOf } from "../support/plain_calls.ts";
import { openRestaurant } from "../support/sales.ts";

const database = await openRestaurant();
const registry = testRegistry(database);
const edge = httpEdge(testHttpOptions(serverFactory(IDENTITY, registry), { registry }));
const direct = directCalls(registry, IDENTITY.implementation);

type Json = Record<string, unknown>;

/** The call of a tool with other members in its message, its parameters and its envelope. */
function call(
  name: string,
  args: unknown,
  { message = {}, params = {}, meta = {} }: { message?: Json; params?: Json; meta?: Json } = {},
): Exchange {
  const exchange = modern("tools/call", { name, arguments: args });
  const json = JSON.parse(exchange.body ?? "");
  const _meta = { ...json.params._meta, ...meta };
  return {
    ...exchange,
    body: JSON.stringify({ ...json, ...message, params: { ...json.params, ...params, _meta } }),
  };
}

function isDirect({ headers, body = "" }: Exchange): boolean {
  return direct(parcelOf(JSON.parse(body)), new Headers(headers)) !== undefined;
}

/** What takes long on a busy machine is answered as a stream, with the message as its one event. */
function isStream({ headers }: Reply): boolean {
  return headers.get("content-type") === "text/event-stream";
}

function textIn(reply: Reply): string {
  return isStream(reply)
    ? /^event: message\ndata: (.*)\n\n$/.exec(reply.text)?.[1] ?? ""
    : reply.text;
}

const INTO_LIBRARY = { meta: { "example.com/unknown": true } };

for (const [name, args] of plainCallsOf(registry)) {
  Deno.test(`${name} ${JSON.stringify(args)}: the direct answer is the library's, byte for byte`, async () => {
    for (const id of [7, -1, 'a "quoted" id', "ünïcödé"]) {
      const plain = call(name, args, { message: { id } });
      const library = call(name, args, { message: { id }, ...INTO_LIBRARY });
      assert.ok(isDirect(plain));
      assert.ok(!isDirect(library));
      const [ours, theirs] = [await ask(edge, plain), await ask(edge, library)];
      assert.equal(textIn(ours), textIn(theirs));
      assert.equal(ours.status, theirs.status);
      if (isStream(ours) === isStream(theirs)) {
        assert.deepEqual([...ours.headers], [...theirs.headers]);
      }
    }
  });
}

const PLAIN = call("get_sales_data", { date: "2026-12-30" });
const CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

Deno.test("clients that name themselves and what they can in their own way are answered directly", () => {
  for (
    const meta of [
      { "io.modelcontextprotocol/clientInfo": undefined },
      { "io.modelcontextprotocol/clientInfo": { name: "c", version: "1", title: "Client" } },
      { [CAPABILITIES]: { elicitation: {}, roots: {}, sampling: {} } },
      { [CAPABILITIES]: { extensions: { "io.modelcontextprotocol/ui": { mimeTypes: ["a/b"] } } } },
      { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    ]
  ) {
    assert.ok(isDirect(call("get_sales_data", {}, { meta })), JSON.stringify(meta));
  }
});

Deno.test("whatever is not exactly a plain call is for the library", async () => {
  const unusual: readonly Exchange[] = [
    ...["mcp-method", "mcp-name", "mcp-protocol-version", "accept"].flatMap((name) => [
      withHeaders(PLAIN, { [name]: undefined }),
      withHeaders(PLAIN, { [name]: "other" }),
    ]),
    call("no_such_tool", {}),
    call("get_sales_data", "text"),
    call("get_sales_data", ["2026-12-30"]),
    call("get_sales_data", {}, { message: { jsonrpc: "1.0" } }),
    call("get_sales_data", {}, { message: { id: null } }),
    call("get_sales_data", {}, { message: { method: "tools/list" } }),
    call("get_sales_data", {}, { message: { further: 1 } }),
    call("get_sales_data", {}, { params: { task: {} } }),
    call("get_sales_data", {}, { params: { inputResponses: {} } }),
    call("get_sales_data", {}, { params: { requestState: "x" } }),
    call("get_sales_data", {}, { meta: { progressToken: 1 } }),
    call("get_sales_data", {}, { meta: { traceparent: 5 } }),
    call("get_sales_data", {}, {
      meta: { "io.modelcontextprotocol/protocolVersion": "2025-11-25" },
    }),
    call("get_sales_data", {}, { meta: { "io.modelcontextprotocol/clientInfo": { name: 5 } } }),
    call("get_sales_data", {}, { meta: { [CAPABILITIES]: undefined } }),
    call("get_sales_data", {}, { meta: { [CAPABILITIES]: [] } }),
    call("get_sales_data", {}, { meta: { [CAPABILITIES]: { elicitation: "yes" } } }),
    // A question to a person may come back.
    call("process_order", {}, { meta: { [CAPABILITIES]: { elicitation: {} } } }),
  ];
  for (const exchange of unusual) {
    assert.ok(!isDirect(exchange), JSON.stringify(exchange));
    await ask(edge, exchange);
  }
  const { headers, body = "" } = PLAIN;
  assert.equal(direct(parcelOf([JSON.parse(body)]), new Headers(headers)), undefined);
});

Deno.test("links have their members in the library's order", async () => {
  const report = { report_type: "sales", start_date: "2026-12-30", end_date: "2026-12-30" };
  const [ours, theirs] = [
    await ask(edge, call("generate_report", { ...report, format: "json" })),
    await ask(edge, call("generate_report", { ...report, format: "json" }, INTO_LIBRARY)),
  ];
  const names = (reply: Reply) => {
    const result = Object(messagesIn(reply).at(-1)?.result);
    assert.equal(result.content[1].type, "resource_link", reply.text);
    return [Object.keys(result), ...result.content.map(Object.keys)];
  };
  assert.deepEqual(names(ours), names(theirs));
});
