import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { type App, startApp } from "../../src/app/app.ts";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import type { Principal } from "../../src/security/principal.ts";
import { type Scope, SCOPES } from "../../src/security/scopes.ts";
import { appConfig } from "../support/calls.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { serveHttp } from "../support/http.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { addRestaurant, WRITTEN_AT } from "../support/sales.ts";
import { repeatUntil } from "../support/until.ts";

const MENU = "restaurant://menu_items";
const ADDRESSES = [
  "restaurant://live_orders",
  "restaurant://orders/2026-12-31",
  MENU,
  ...["BURGER00", "SALAD000", "COLA0000"].map((id) => `${MENU}/${id}`),
];

/** Something of each kind happens at a location, to something that has no other name. */
async function happens({ database }: App, location_id: string): Promise<void> {
  const at = { location_id, business_date: null };
  await database.write((writer) =>
    recordEvents(writer, [
      { ...at, kind: "order_received", subject_id: "ORDER001", business_date: "2026-12-31" },
      { ...at, kind: "order_status_changed", subject_id: "ORDER001", business_date: "2026-12-31" },
      { ...at, kind: "availability_changed", subject_id: "BURGER00" },
      { ...at, kind: "stock_changed", subject_id: "BEEF0000" },
    ], WRITTEN_AT)
  );
}

/** An event that concerns every caller. */
async function changesItem({ database }: App, subject_id: string): Promise<void> {
  const event = { kind: "menu_item_changed", location_id: null, business_date: null } as const;
  await database.write((writer) => recordEvents(writer, [{ ...event, subject_id }], WRITTEN_AT));
}

async function withCaller(
  parts: Partial<Principal>,
  test: (app: App, url: URL) => Promise<void>,
): Promise<void> {
  await using app = await startApp(appConfig({ database: IN_MEMORY }), getLogger("test"));
  await app.database.write(addRestaurant);
  const caller: Principal = {
    id: "token:CALLER00",
    name: "caller",
    scopes: new Set(SCOPES),
    locations: null,
    isOAuth: false,
    ...parts,
  };
  const authenticate = (token?: string) => Promise.resolve(token === "caller" ? caller : undefined);
  await using server = await serveHttp(app.createServer, { ...app, authenticate });
  await test(app, server.url);
}

/**
 * The notifications of a client, and the next one. They are in order among the addresses of one
 * group, which a client of 2026 watches in one stream.
 */
async function listen(client: TestClient, groups: readonly (readonly string[])[]) {
  const heard: string[] = [];
  let news = Promise.withResolvers<void>();
  for (const uris of groups) {
    await client.watch(uris, ({ uri }) => {
      heard.push(uri);
      news.resolve();
      news = Promise.withResolvers();
    }).catch(() => {});
  }
  return {
    heard,
    next: () => news.promise,
    async until(uri: string): Promise<void> {
      while (!heard.includes(uri)) await news.promise;
    },
  };
}

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}: a caller of one location is not notified of others`, () =>
    withCaller({ locations: ["downtown"] }, async (app, url) => {
      await using client = await connect(url, "caller");
      const updates = await listen(client, [ADDRESSES]);
      await repeatUntil(updates.next(), () => happens(app, "downtown"));
      // Notifications come in order: those between these two belong to events between them.
      await changesItem(app, "SALAD000");
      await updates.until(`${MENU}/SALAD000`);
      for (let time = 0; time < 5; time++) await happens(app, "harbour");
      await changesItem(app, "COLA0000");
      await updates.until(`${MENU}/COLA0000`);
      const between = updates.heard.slice(updates.heard.indexOf(`${MENU}/SALAD000`) + 1, -1);
      assert.deepEqual(between, [MENU]);
    }));

  for (const [scope, hidden] of [["orders:read", /order/], ["menu:read", /menu/]] as const) {
    Deno.test(`${name}: a caller without ${scope} is not notified of what needs it`, () => {
      const scopes = new Set<Scope>(SCOPES.filter((other) => other !== scope));
      return withCaller({ scopes }, async (app, url) => {
        await using client = await connect(url, "caller");
        const { heard, next } = await listen(client, ADDRESSES.map((uri) => [uri]));
        await repeatUntil(next(), () => happens(app, "downtown"));
        assert.deepEqual(heard.filter((uri) => hidden.test(uri)), []);
      });
    });
  }
}
