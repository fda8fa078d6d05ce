import { SECTIONS } from "../src/restaurant/analytics/section.ts";
import { type Caller, openCaller, rateOf } from "./caller.ts";
import { LOCATION } from "./engines.ts";
import { type FilledFile, serveDatabase, withFilledFile } from "./filled.ts";
import { figure, median, percentile } from "./measure.ts";
import { TEN_YEARS } from "./questions.ts";

/** Orders before the measurement; BENCH_HISTORIES names others. */
const HISTORIES = (Deno.env.get("BENCH_HISTORIES") ?? "0,30000,300000").split(",").map(Number);
const AT_ONCE = 16;
const ORDERS = 400;
/** Few concurrent orders keep the kitchen's queue as short as a real one. */
const ROUND = 80;
const ANALYSTS = 3;

/**
 * process_order over HTTP on SQLite, each durable, with histories of several lengths; every order is
 * closed again. Then their time beside a client that asks for ten years by item in a loop, and beside
 * three that ask for all sections of an analysis, each time of another period, so that none is kept.
 */
export async function benchOrders(): Promise<string[]> {
  const lines: string[] = [];
  const rates: number[] = [];
  for (const history of HISTORIES) {
    const { three, one, single, alone, beside, analyses } = await withFilledFile(history, measure);
    rates.push(three);
    lines.push(
      `process_order, ${figure(history)} orders of history: 3 items ${figure(three)}/s, ` +
        `1 item ${figure(one)}/s, ${AT_ONCE} at once; 3 items one by one ${figure(single)}/s; ` +
        `ratio to the empty history ${figure(three / (rates[0] ?? NaN))}`,
      `process_order beside ten years by item, ${figure(history)} orders: p50 ${
        figure(percentile(beside, 0.5))
      } ms (alone ${figure(percentile(alone, 0.5))}), p99 ${figure(percentile(beside, 0.99))} ms ` +
        `(alone ${figure(percentile(alone, 0.99))})`,
      `process_order beside three analyses: p50 ${figure(percentile(analyses, 0.5))} ms, p99 ${
        figure(percentile(analyses, 0.99))
      } ms; ratio of p99 to alone ${figure(percentile(analyses, 0.99) / percentile(alone, 0.99))}`,
    );
  }
  return lines;
}

async function measure({ path, items }: FilledFile) {
  await using server = await serveDatabase(path);
  await using caller = await openCaller(server.url);
  const { call } = caller;
  await ordersASecond(call, items, AT_ONCE, ROUND);
  const alone: number[] = [];
  const three = await ordersASecond(call, items, AT_ONCE, ORDERS);
  const one = await ordersASecond(call, items.slice(0, 1), AT_ONCE, ORDERS);
  const single = await ordersASecond(call, items, 1, ORDERS / 2, alone);
  const beside = await besideCalls(call, items, 1, () => call("get_sales_data", TEN_YEARS));
  let nth = 0;
  const analyses = await besideCalls(call, items, ANALYSTS, () =>
    call("get_analytics", {
      date_range: `2025-${String(1 + nth % 9).padStart(2, "0")}-${
        String(10 + nth++ % 18)
      }..2026-11-20`,
      sections: [...SECTIONS],
    }));
  return { three, one, single, alone, beside, analyses };
}

/**
 * The rate at which orders are taken; closing them is not in it.
 *
 * @param times Takes the milliseconds of each.
 */
export async function ordersASecond(
  call: Caller,
  items: readonly string[],
  atOnce: number,
  calls: number,
  times: number[] = [],
): Promise<number> {
  const rates: number[] = [];
  for (let done = 0; done < calls; done += ROUND) {
    const some = Math.min(ROUND, calls - done);
    const open: string[] = [];
    const order = async () => {
      const started = performance.now();
      open.push(await takeOrder(call, items));
      times.push(performance.now() - started);
    };
    rates.push(await rateOf(order, { calls: some, atOnce }));
    for (const status of ["preparing", "ready", "completed"]) {
      await Promise.all(open.map((order_id) => call("update_order_status", { order_id, status })));
    }
  }
  return median(rates);
}

async function takeOrder(call: Caller, items: readonly string[]): Promise<string> {
  const text = await call("process_order", {
    order_data: {
      location: LOCATION,
      order_type: "takeout",
      items: items.map((menu_item_id) => ({ menu_item_id, quantity: 1 })),
    },
    idempotency_key: crypto.randomUUID(),
  });
  return /"order_id":"(\w{8})"/.exec(text)?.[1] ?? "";
}

/** The times of orders while some clients do something else in a loop. */
export async function besideCalls(
  call: Caller,
  items: readonly string[],
  clients: number,
  ask: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let isOver = false;
  const others = Array.from({ length: clients }, async () => {
    while (!isOver) await ask();
  });
  await ordersASecond(call, items, 1, ORDERS / 2, times);
  isOver = true;
  await Promise.all(others);
  return times;
}
