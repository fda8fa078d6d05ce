import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { CLIENTS, type Target, type TestClient, type ToldProgress } from "../support/clients.ts";
import { messagesIn, modern } from "../support/edge.ts";
import { serveHttp } from "../support/http.ts";
import { openRestaurant } from "../support/sales.ts";
import { slowRegistry } from "../support/slow_registry.ts";

const SLOW_CHILD: Target = {
  command: Deno.execPath(),
  args: [
    "run",
    "--lock=tests/deno.lock",
    "-A",
    "--no-check",
    new URL("../support/children/slow_server.ts", import.meta.url).pathname,
  ],
};

const ARGS = { date: "2025-01-01", end_date: "2026-12-30", group_by: "item" };
const CALL = { name: "get_sales_data", arguments: ARGS };

async function serveSlow() {
  const database = await openRestaurant();
  const registry = slowRegistry(database);
  const server = await serveHttp(serverFactory(IDENTITY, registry), { registry });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function assertTold(client: TestClient): Promise<void> {
  const told: ToldProgress[] = [];
  const { structured } = await client.callTool("get_sales_data", ARGS, (one) => told.push(one));
  assert.equal(structured["date"], "2025-01-01");
  assert.ok(told.length >= 2, `${told.length} notifications`);
  for (const [i, { progress, total, message }] of told.entries()) {
    assert.ok(i === 0 ? progress === 25 : progress > (told[i - 1]?.progress ?? 0));
    assert.ok(progress < 26);
    assert.equal(total, 100);
    assert.match(message ?? "", /^Reading the figures, \d+ s$/);
  }
}

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}, HTTP: a call that takes more than a second says how far it is`, async () => {
    await using server = await serveSlow();
    await using client = await connect(server.url);
    await assertTold(client);
  });

  Deno.test(`${name}, standard streams: a call that takes more than a second says how far it is`, async () => {
    await using client = await connect(SLOW_CHILD);
    await assertTold(client);
  });
}

/** The messages that answer a slow call which is written by hand. */
async function answerTo(exchange: ReturnType<typeof modern>, url: URL) {
  const { method, headers, body } = exchange;
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  return messagesIn({ status: response.status, headers: response.headers, text });
}

Deno.test("a caller who did not ask for progress gets the answer alone", async () => {
  await using server = await serveSlow();
  const messages = await answerTo(modern("tools/call", CALL), server.url);
  assert.equal(messages.length, 1);
  assert.ok(messages[0]?.result);
});
