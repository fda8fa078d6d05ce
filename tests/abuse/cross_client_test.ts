import assert from "node:assert/strict";
import type { HttpEdge } from "../../src/http/http.ts";
import { CLIENTS } from "../support/clients.ts";
import { ask, legacy, messagesIn, modern, openApp, openSession } from "../support/edge.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { addRestaurant } from "../support/sales.ts";

const LOCATIONS = ["downtown", "harbour"] as const;

Deno.test("clients of every era at once, with the same request ids, get their own answers", async () => {
  await using server = await serveRestaurant();
  const askAt = async (location: string, { connect }: typeof CLIENTS[number]) => {
    await using client = await connect(server.url);
    const args = { date: "2026-12-14", location };
    const asked = Array.from({ length: 20 }, () => client.callTool("get_sales_data", args));
    for (const { structured } of await Promise.all(asked)) {
      assert.equal(structured.location, location);
    }
  };
  await Promise.all(
    CLIENTS.flatMap((client) => LOCATIONS.map((location) => askAt(location, client))),
  );
});

Deno.test("an id used in two sessions and without one: each answer goes to its own caller", async () => {
  await using started = await openApp();
  const { app: { database }, edge } = started;
  await database.write(addRestaurant);
  const sessions = [await openSession(edge), await openSession(edge)];
  const rounds = Array.from({ length: 30 }, (_, round) => {
    const ways = [
      (params: Params) => modern("tools/call", params, round),
      ...sessions.map((session) => (params: Params) =>
        legacy(session, "tools/call", params, round)
      ),
    ];
    return ways.map((way, index) => answerAt(edge, LOCATIONS[(index + round) % 2], way));
  });
  for (const { asked, told } of await Promise.all(rounds.flat())) assert.equal(told, asked);
});

type Params = Readonly<Record<string, unknown>>;

async function answerAt(
  edge: HttpEdge,
  asked: string | undefined,
  way: (params: Params) => ReturnType<typeof modern>,
) {
  const args = { date: "2026-12-14", location: asked };
  const reply = await ask(edge, way({ name: "get_sales_data", arguments: args }));
  const [message] = messagesIn(reply);
  return { asked, told: Object(message?.result?.structuredContent).location };
}
