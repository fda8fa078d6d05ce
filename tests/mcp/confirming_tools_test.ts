import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { writeVariations } from "../../src/restaurant/menu/variations.ts";
import type { Database } from "../../src/storage/database.ts";
import { tools } from "../../src/tools/index.ts";
import { ASKING_CLIENTS, type Called } from "../support/asking_clients.ts";
import { testRegistry } from "../support/calls.ts";
import { serveHttp } from "../support/http.ts";
import { BEEF, move, openKitchen } from "../support/pantry.ts";
import { BURGER, SALAD } from "../support/sales.ts";

interface Doubtful {
  readonly tool: string;
  readonly args: Record<string, unknown>;
  readonly question: RegExp;
}

const menu = (
  updates: Record<string, unknown>,
  question: RegExp,
  { menu_item_id } = BURGER,
): Doubtful => ({ tool: "update_menu_item", args: { item_id: menu_item_id, updates }, question });

/** Every kind of doubt of every tool that asks before it writes; a new one needs an entry. */
const DOUBTFUL: readonly Doubtful[] = [
  {
    tool: "update_inventory",
    args: { item_id: BEEF.id, quantity: 20, location: "downtown" },
    question: /20 g of Beef \(count\).*or was it 20 kg/,
  },
  menu({ price: 1900 }, /Cheeseburger costs 19\.00 USD; is 1,900\.00 USD right\?/),
  menu({ description: "null" }, /Is the description really the word 'null'\?/),
  menu({ name: "Cola" }, /is called 'Cola' already; shall two items have the name\?/),
  menu({ category: "MAINS" }, /There is a category 'Mains'; is 'MAINS' another one\?/),
  menu({ variation: "Double", price: 24 }, /is sold without variations at 19\.00 USD; shall it be/),
  menu(
    { variation: "Bowl", price: 80 },
    /Salad Bowl costs 8\.00 USD; is 80\.00 USD right\?/,
    SALAD,
  ),
  menu({ variation: "Bowls", price: 9 }, /sold as 'Bowl'; is 'Bowls' another variation\?/, SALAD),
  menu({ variation: "Bowl" }, /Shall Salad no longer be sold as Bowl \(8\.00 USD\)/, SALAD),
];

async function started() {
  const database = await openKitchen();
  await move(database, BEEF.id, 7_648_000);
  await database.write((writer) =>
    writer.updateTable("menu_items").set({ price: 19_00 })
      .where("id", "=", BURGER.menu_item_id).execute()
  );
  await database.write((writer) =>
    writeVariations(writer, SALAD.menu_item_id, [{ name: "Bowl", price: 8_00, portion: 1000 }])
  );
  const registry = testRegistry(database);
  const server = await serveHttp(serverFactory(IDENTITY, registry), { registry });
  return {
    url: server.url,
    state: () => stateOf(database),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** All that these tools may write. */
async function stateOf({ reader }: Database): Promise<string> {
  return JSON.stringify([
    await reader.selectFrom("menu_items").selectAll().orderBy("id").execute(),
    await reader.selectFrom("menu_item_variations").selectAll().orderBy("name").execute(),
    await reader.selectFrom("stock").selectAll().orderBy("ingredient_id").execute(),
    await reader.selectFrom("stock_movements").selectAll().orderBy("id").execute(),
    await reader.selectFrom("changes").selectAll().orderBy("id").execute(),
  ]);
}

function codeOf({ structuredContent }: Called): unknown {
  return Object(structuredContent).error_code;
}

Deno.test("every tool that takes `confirm` is tried here", () => {
  const confirming = tools.filter(({ input }) => "confirm" in input.shape).map(({ name }) => name);
  assert.deepEqual(new Set(DOUBTFUL.map(({ tool }) => tool)), new Set(confirming));
});

for (const [client, connect] of ASKING_CLIENTS) {
  for (const { tool, args, question } of DOUBTFUL) {
    const what = `${tool} ${JSON.stringify(Object.values(args).at(-1))}`;
    Deno.test(`${client}, ${what}: only a yes of the person writes`, async () => {
      await using server = await started();
      const before = await server.state();
      for (
        const answer of [
          { action: "decline" },
          { action: "cancel" },
          { action: "accept", content: { confirm: false } },
        ] as const
      ) {
        await using no = await connect(server.url, () => answer);
        assert.equal(codeOf(await no.call(tool, args)), "CONFLICT");
        assert.equal(await server.state(), before);
      }
      const asked: string[] = [];
      await using yes = await connect(server.url, (message) => {
        asked.push(message);
        return { action: "accept", content: { confirm: true } };
      });
      assert.notEqual((await yes.call(tool, args)).isError, true);
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? "", question);
      assert.notEqual(await server.state(), before);
    });

    Deno.test(`${client}, ${what}: a client that cannot ask is refused until it says confirm`, async () => {
      await using server = await started();
      const before = await server.state();
      await using silent = await connect(server.url, undefined);
      const refused = await silent.call(tool, args);
      assert.equal(codeOf(refused), "INVALID_INPUT");
      assert.match(String(Object(refused.structuredContent).confirm), question);
      for (const confirm of [false, null, "no"]) {
        assert.equal((await silent.call(tool, { ...args, confirm })).isError, true);
      }
      assert.equal(await server.state(), before);
      assert.notEqual((await silent.call(tool, { ...args, confirm: true })).isError, true);
      assert.notEqual(await server.state(), before);
    });
  }
}
