import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { type App, startApp } from "../../src/app/app.ts";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { SEQUENCES_KEY } from "../../src/mcp/updates.ts";
import { appConfig } from "../support/calls.ts";
import { eventCount } from "../support/events.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";
import { importText } from "../support/imports.ts";
import { serveHttp, type TestServer } from "../support/http.ts";
import { storedAddress } from "../support/addresses.ts";
import { addRestaurant, WRITTEN_AT } from "../support/sales.ts";
import { repeatUntil } from "../support/until.ts";

const LIVE = "restaurant://live_orders";
const DAY = "restaurant://orders/2026-12-31";

async function withRestaurant(
  engine: Engine,
  test: (app: App, server: TestServer) => Promise<void>,
): Promise<void> {
  await using place = await engine.place();
  const app = await startApp(appConfig({ database: storedAddress(place.url) }), getLogger("test"));
  await app.database.write(addRestaurant);
  const server = await serveHttp(app.createServer, app);
  try {
    await test(app, server);
  } finally {
    await server[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
  }
}

/** An order of a business date. */
async function order({ database }: App, business_date: string): Promise<void> {
  await database.write((writer) =>
    recordEvents(writer, [{
      kind: "order_received",
      subject_id: "ORDER001",
      location_id: "downtown",
      business_date,
    }], WRITTEN_AT)
  );
}

/** The notifications of a client, one after another. */
async function updatesOf(client: TestClient, uris: readonly string[]) {
  const heard: string[] = [];
  let news = Promise.withResolvers<void>();
  await client.watch(uris, ({ uri, _meta }) => {
    heard.push(`${uri} ${JSON.stringify(_meta?.[SEQUENCES_KEY])}`);
    news.resolve();
    news = Promise.withResolvers();
  });
  return {
    heard,
    async until(count: number): Promise<void> {
      while (heard.length < count) await news.promise;
    },
    next: () => news.promise,
  };
}

/**
 * Takes orders until the client is notified. Notifications are in order, so that after the one of
 * another date none of these orders is still to come.
 */
async function connected(
  app: App,
  updates: { readonly heard: readonly string[]; next(): Promise<void> },
): Promise<void> {
  await repeatUntil(updates.next(), () => order(app, "2026-12-30"));
  await order(app, "2026-12-31");
  while (!updates.heard.some((told) => told.startsWith(DAY))) await updates.next();
}

for (const { name, connect } of CLIENTS) {
  onEveryEngine(
    `${name} over HTTP hears of what it watches, after the commit`,
    (engine) =>
      withRestaurant(engine, async (app, { url }) => {
        await using client = await connect(url);
        const updates = await updatesOf(client, [LIVE, DAY]);
        await connected(app, updates);
        const { cursor } = JSON.parse(await client.readResource(LIVE));
        const before = updates.heard.length;
        await order(app, "2026-12-31");
        await updates.until(before + 2);
        const sequence = await eventCount(app.database.reader);
        const told = JSON.stringify({ downtown: sequence });
        assert.deepEqual(updates.heard.slice(before), [
          `${LIVE} ${told}`,
          `${DAY} ${told}`,
        ]);
        const { events } = JSON.parse(await client.readResource(`${LIVE}?since=${cursor}`));
        assert.deepEqual(events.map((event: { sequence: number }) => event.sequence), [sequence]);
      }),
  );
}

onEveryEngine(
  "subscribers to orders are notified of an import, once per address",
  (engine) =>
    withRestaurant(engine, async (app, { url }) => {
      await using client = await CLIENTS[2].connect(url);
      const updates = await updatesOf(client, [LIVE, DAY]);
      await connected(app, updates);
      const before = updates.heard.length;
      const rows = Array.from({ length: 40 }, (_, i) => `${i},2026-12-31,12:00,Soup,1,5.00`);
      const file = ["order_id,date,time,item,quantity,unit_price", ...rows].join("\n");
      await importText(app.database, file, { location: "downtown" });
      await updates.until(before + 2);
      assert.deepEqual(
        updates.heard.slice(before).map((told) => told.replace(/ .*$/, "")),
        [LIVE, DAY],
      );
    }),
);

onEveryEngine(
  "one that is gone costs the others nothing, and leaves no listener behind",
  (engine) =>
    withRestaurant(engine, async (app, { url }) => {
      const [{ connect }] = CLIENTS;
      await using lasting = await connect(url);
      const updates = await updatesOf(lasting, [LIVE]);
      {
        await using leaving = await connect(url);
        await updatesOf(leaving, [LIVE]);
      }
      await order(app, "2026-12-31");
      await updates.until(1);
      assert.deepEqual(updates.heard, [`${LIVE} {"downtown":1}`]);
    }),
);

Deno.test("what never changes cannot be subscribed to", () =>
  withRestaurant(SQLITE, async (_app, { url }) => {
    await using client = await CLIENTS[2].connect(url);
    for (const uri of ["restaurant://locations", "restaurant://orders/..%2f", "file:///etc"]) {
      await assert.rejects(client.watch([uri], () => {}), /does not change/);
    }
  }));
