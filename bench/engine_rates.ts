import { getLogger } from "@logtape/logtape";
import { type App, startApp } from "../src/app/app.ts";
import { recordEvents } from "../src/restaurant/journal/outbox.ts";
import { nextNumbers } from "../src/storage/counters.ts";
import type { Database } from "../src/storage/database.ts";
import { systemClock } from "../src/values/clock.ts";
import { appConfig } from "../tests/support/calls.ts";
import { connectClient } from "../tests/support/clients.ts";
import { serveHttp } from "../tests/support/http.ts";
import { type BenchDatabase, LOCATION, prepare, withEngines } from "./engines.ts";
import { storedAddress } from "../tests/support/addresses.ts";
import { serveDatabase } from "./filled.ts";
import { figure, median } from "./measure.ts";

const CALLS = 400;
const AT_ONCE = 16;
/** Of orders at one location and at many. */
const TURNS = 3;
const NOTIFICATIONS = 100;
const TRANSACTIONS = 600;
/** A chain of locations. */
const CHAIN = Array.from({ length: AT_ONCE }, (_, index) => `location-${index + 1}`);

/** The throughput of each engine, and the delay until a subscriber is notified of a commit. */
export async function benchEngines(): Promise<string[]> {
  return await withEngines(async (databases) => {
    const results: Rates[] = [];
    for (const database of databases) results.push(await ratesOf(database));
    const [first] = results;
    return results.flatMap((rates, index) => linesOf(databases[index]?.name ?? "", rates, first));
  });
}

interface Rates {
  readonly orders: number;
  /** Orders a second at as many locations as clients, and how many times those at one that is. */
  readonly chain: number;
  readonly chainRatio: number;
  readonly oneByOne: number;
  readonly sales: number;
  /** Milliseconds, sorted. */
  readonly heard: readonly number[];
  readonly shared: number;
  readonly apart: number;
}

async function ratesOf(place: BenchDatabase): Promise<Rates> {
  const menu_item_id = await prepared(place);
  const orderAt = (location: string) => ({
    order_data: { location, order_type: "takeout", items: [{ menu_item_id, quantity: 2 }] },
  });
  const rates = await servedRates(place, orderAt);
  await using database = await place.open();
  const shared = await numbersASecond(database, () => "bench");
  const apart = await numbersASecond(database, (writer) => `bench:${writer}`);
  return { ...rates, heard: await notifications(place), shared, apart };
}

async function prepared(place: BenchDatabase): Promise<string> {
  await using database = await place.open();
  const [item = ""] = await prepare(database, CHAIN);
  return item;
}

async function servedRates(
  { url }: BenchDatabase,
  orderAt: (location: string) => Record<string, unknown>,
) {
  await using server = await serveDatabase(url);
  const question = { date: systemClock().toString().slice(0, 10), group_by: "category" };
  const ordersAtOnce = (calls: number, locationOf: (client: number) => string) =>
    callsASecond(
      server.url,
      AT_ONCE,
      calls,
      "process_order",
      (client) => orderAt(locationOf(client)),
    );
  const atOne = () => LOCATION;
  const atMany = (client: number) => CHAIN[client % CHAIN.length] ?? LOCATION;
  for (const locationOf of [atOne, atMany]) await ordersAtOnce(CALLS / 4, locationOf);
  const turns: { one: number; many: number }[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const one = await ordersAtOnce(CALLS, atOne);
    turns.push({ one, many: await ordersAtOnce(CALLS, atMany) });
  }
  return {
    orders: median(turns.map(({ one }) => one)),
    chain: median(turns.map(({ many }) => many)),
    chainRatio: median(turns.map(({ one, many }) => many / one)),
    oneByOne: await callsASecond(
      server.url,
      1,
      CALLS / 2,
      "process_order",
      () => orderAt(LOCATION),
    ),
    sales: await callsASecond(server.url, AT_ONCE, CALLS, "get_sales_data", () => question),
  };
}

async function callsASecond(
  url: URL,
  atOnce: number,
  calls: number,
  tool: string,
  argsOf: (client: number) => Record<string, unknown>,
): Promise<number> {
  let left = calls;
  const clients = await Promise.all(Array.from({ length: atOnce }, () => connectClient(url)));
  const started = performance.now();
  await Promise.all(clients.map(async (client, index) => {
    while (left-- > 0) {
      const { isError, text } = await client.callTool(tool, argsOf(index));
      if (isError) throw new Error(text);
    }
  }));
  const rate = calls / (performance.now() - started) * 1000;
  for (const client of clients) await client[Symbol.asyncDispose]();
  return rate;
}

/** Transactions a second that only take the next number of a counter. */
async function numbersASecond(
  { write }: Database,
  counterOf: (writer: number) => string,
): Promise<number> {
  let left = TRANSACTIONS;
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, async (_, index) => {
    while (left-- > 0) await write((writer) => nextNumbers(writer, counterOf(index)));
  }));
  return TRANSACTIONS / (performance.now() - started) * 1000;
}

/** From the end of a durable write to the notification in the official client, over HTTP. */
async function notifications({ url }: BenchDatabase): Promise<number[]> {
  await using app = await startApp(appConfig({ database: storedAddress(url) }), getLogger("bench"));
  await using server = await serveHttp(app.createServer, app);
  await using client = await connectClient(server.url);
  const heard = { news: Promise.withResolvers<void>() };
  await client.watch(["restaurant://live_orders"], () => heard.news.resolve());
  const times: number[] = [];
  for (let i = 0; i < NOTIFICATIONS; i++) {
    heard.news = Promise.withResolvers();
    await commit(app);
    const committed = performance.now();
    await heard.news.promise;
    times.push(performance.now() - committed);
  }
  return times.sort((a, b) => a - b);
}

async function commit({ database }: App): Promise<void> {
  const at = systemClock().toString({ smallestUnit: "second" });
  const event = { kind: "order_received", subject_id: "ORDER001", location_id: null } as const;
  await database.write((writer) =>
    recordEvents(writer, [{ ...event, business_date: at.slice(0, 10) }], at)
  );
}

function linesOf(name: string, rates: Rates, first: Rates = rates): string[] {
  const { orders, chain, chainRatio, oneByOne, sales, heard, shared, apart } = rates;
  const beside = (of: (rates: Rates) => number) =>
    `ratio to SQLite ${figure(of(rates) / of(first))}`;
  return [
    `${name}: process_order, durable, ${AT_ONCE} at once: ${figure(orders)} orders/s (${
      beside(({ orders }) => orders)
    }); one by one: ${figure(oneByOne)} (${beside(({ oneByOne }) => oneByOne)})`,
    `${name}: process_order, ${AT_ONCE} at once at ${CHAIN.length} locations: ${
      figure(chain)
    } orders/s; ratio to one location, in turns ${figure(chainRatio)}`,
    `${name}: get_sales_data over HTTP, ${AT_ONCE} at once: ${figure(sales)} calls/s (${
      beside(({ sales }) => sales)
    })`,
    `${name}: from commit to a subscriber's notification: ${figure(median(heard))} ms (median of ` +
    `${NOTIFICATIONS}, slowest ${figure(heard.at(-1) ?? NaN)})`,
    `${name}: ${AT_ONCE} writers, one counter: ${figure(shared)} transactions/s; a counter each: ${
      figure(apart)
    }; ratio ${figure(shared / apart)}`,
  ];
}
