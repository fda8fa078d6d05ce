import { type Caller, openCaller } from "./caller.ts";
import { type BenchDatabase, withPairs } from "./engines.ts";
import { filled, serveDatabase } from "./filled.ts";
import { figure, median, timed } from "./measure.ts";
import { ordersASecond } from "./orders.ts";
import { daysBack, randomDay, randomYear, TEN_YEARS } from "./questions.ts";

/** Orders of the smaller database; the larger one has ten times as many, over the same days. */
const ORDERS = { SQLite: 30_000, PostgreSQL: 10_000 } as const;
const TIMES_AS_MANY = 10;
/** The first one warms up. */
const ROUNDS = 6;
const CALLS = 20;
const AN_ORDER = 20;

/** Calls and their milliseconds, on one server. */
type Asked = (call: Caller, items: readonly string[]) => Promise<number[]>;

const ASKED: Readonly<Record<string, Asked>> = {
  "a day": asking("get_sales_data", randomDay),
  "a year": asking("get_sales_data", randomYear),
  "ten years by item": asking("get_sales_data", () => TEN_YEARS),
  "orders of a day": asking("search_orders", randomDay),
  "a text in a year of orders": asking("search_orders", () => ({
    ...{ date: daysBack(365), end_date: daysBack(1), text: "nothing like it" },
  })),
  inventory: asking("get_inventory", () => ({})),
  "live orders": asking("get_live_orders", () => ({})),
  health_check: asking("health_check", () => ({})),
  process_order: async (call, items) => {
    const times: number[] = [];
    await ordersASecond(call, items, 1, AN_ORDER, times);
    return times;
  },
};

/** The same calls and orders on ten times the orders, in turns, on both engines. */
export async function benchGrowth(): Promise<string[]> {
  return await withPairs(async (pairs) => {
    const lines: string[] = [];
    for (const { engine, few, many } of pairs) {
      const orders = ORDERS[engine];
      lines.push(...await growthOn(engine, [[few, orders], [many, TIMES_AS_MANY * orders]]));
    }
    return lines;
  });
}

type Place = readonly [place: BenchDatabase, orders: number];

async function growthOn(engine: string, places: readonly [Place, Place]): Promise<string[]> {
  await using stack = new AsyncDisposableStack();
  const servers = [];
  for (const [place, orders] of places) {
    const items = await filled(place, orders);
    const server = stack.use(await serveDatabase(place.url));
    const { call } = stack.use(await openCaller(server.url));
    servers.push({ call, items });
  }
  const [[, few], [, many]] = places;
  const lines = [];
  for (const [what, asked] of Object.entries(ASKED)) {
    const [before = NaN, now = NaN] = await mediansInTurns(asked, servers);
    lines.push(
      `growth, ${engine}, ${figure(few)} to ${figure(many)} orders: ${what} ${figure(before)} to ${
        figure(now)
      } ms, ratio ${figure(now / before)}`,
    );
  }
  return lines;
}

async function mediansInTurns(
  asked: Asked,
  servers: readonly { readonly call: Caller; readonly items: readonly string[] }[],
): Promise<number[]> {
  const times: number[][] = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, { call, items }] of servers.entries()) {
      const some = await asked(call, items);
      if (round > 0) times[at]?.push(...some);
    }
  }
  return times.map(median);
}

function asking(tool: string, args: () => Readonly<Record<string, unknown>>): Asked {
  return async (call) => {
    const times: number[] = [];
    for (let done = 0; done < CALLS; done++) times.push(await timed(() => call(tool, args())));
    return times;
  };
}
