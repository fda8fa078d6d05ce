import assert from "node:assert/strict";
import { z } from "zod";
import { serveTool } from "../../src/mcp/serve_tool.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { defineTool } from "../../src/mcp/tool.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { type Answer, ASKING_CLIENTS, type Called } from "../support/asking_clients.ts";
import { testEdge } from "../support/calls.ts";
import { serveHttp } from "../support/http.ts";

/** A server whose one tool asks before it counts anything above 100. */
async function started() {
  const database = await openSqlite(IN_MEMORY);
  const counted: number[] = [];
  const tool = defineTool({
    name: "count",
    title: "Count",
    description: "A tool of the tests.",
    effect: "set",
    scope: "inventory:write",
    input: z.strictObject({ quantity: z.number(), confirm: z.boolean().default(false) }),
    output: z.strictObject({ counted: z.number() }),
    run({ quantity, confirm }, _needs: object) {
      if (quantity > 100 && !confirm) {
        throw new RestaurantError("INVALID_INPUT", "quantity: 4500 after 20?", {
          confirm: `${quantity} after 20?`,
        });
      }
      counted.push(quantity);
      return Promise.resolve({ counted: quantity });
    },
    text: ({ counted }) => `${counted} counted.`,
  });
  const registry = {
    tools: [serveTool(tool, () => ({}), testEdge(database))],
    resources: [],
    prompts: [],
  };
  const server = await serveHttp(
    serverFactory({ implementation: { name: "test", version: "1" }, instructions: "" }, registry),
    { registry },
  );
  return {
    url: server.url,
    counted,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

function codeOf({ structuredContent }: Called): unknown {
  return Object(structuredContent).error_code;
}

for (const [name, connect] of ASKING_CLIENTS) {
  Deno.test(`${name}: the person is asked, and a yes carries the call out once`, async () => {
    await using server = await started();
    const asked: string[] = [];
    await using client = await connect(server.url, (message) => {
      asked.push(message);
      return { action: "accept", content: { confirm: true } };
    });
    const { isError } = await client.call("count", { quantity: 4500 });
    assert.ok(isError !== true);
    assert.deepEqual([asked, server.counted], [["4500 after 20?"], [4500]]);
    await client.call("count", { quantity: 50 });
    assert.deepEqual([asked.length, server.counted], [1, [4500, 50]]);
  });

  Deno.test(`${name}: anything but a yes changes nothing`, async () => {
    await using server = await started();
    const answers: Answer[] = [
      { action: "decline" },
      { action: "cancel" },
      { action: "accept", content: { confirm: false } },
    ];
    await using client = await connect(server.url, () => answers.pop() ?? { action: "cancel" });
    for (let time = 0; time < 3; time++) {
      assert.equal(codeOf(await client.call("count", { quantity: 4500 })), "CONFLICT");
    }
    assert.deepEqual([answers, server.counted], [[], []]);
  });

  Deno.test(`${name}: a client that cannot ask gets the question and may pass confirm`, async () => {
    await using server = await started();
    await using client = await connect(server.url, undefined);
    const refused = await client.call("count", { quantity: 4500 });
    assert.equal(codeOf(refused), "INVALID_INPUT");
    assert.equal(Object(refused.structuredContent).confirm, "4500 after 20?");
    assert.deepEqual(server.counted, []);
    await client.call("count", { quantity: 4500, confirm: true });
    assert.deepEqual(server.counted, [4500]);
  });
}
