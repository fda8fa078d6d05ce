import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { appConfig } from "./calls.ts";
import { serveHttp, type TestServer } from "./http.ts";
import { addRestaurant, WRITTEN_AT } from "./sales.ts";
import { repeatUntil } from "./until.ts";

/** A restaurant over HTTP whose subscribers hear of orders. */
export interface LiveRestaurant extends TestServer {
  /** Orders until `heard` resolves. */
  orderUntil(heard: Promise<unknown>): Promise<void>;
}

/** The address that hears of every order. */
export const LIVE_ORDERS = "restaurant://live_orders";

/** Serves the whole program in this process. */
export async function serveLiveRestaurant(): Promise<LiveRestaurant> {
  const app = await startApp(appConfig({ database: IN_MEMORY }), getLogger("test"));
  await app.database.write(addRestaurant);
  const server = await serveHttp(app.createServer, app);
  const order = () =>
    app.database.write((writer) =>
      recordEvents(writer, [{
        kind: "order_received",
        subject_id: "ORDER001",
        location_id: "downtown",
        business_date: "2026-12-31",
      }], WRITTEN_AT)
    );
  return {
    url: server.url,
    orderUntil: (heard) => repeatUntil(heard, order),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}
