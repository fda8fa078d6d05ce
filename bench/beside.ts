import { openCaller } from "./caller.ts";
import { type BenchDatabase, withEngines } from "./engines.ts";
import { filled, serveDatabase } from "./filled.ts";
import { besideText, figure, timed } from "./measure.ts";
import { ordersASecond } from "./orders.ts";
import { TEN_YEARS } from "./questions.ts";

const HISTORY = 30_000;
/** The first one warms up. */
const ROUNDS = 5;
const HEALTH_CHECKS = 200;
const ORDERS = 80;

/** Makes some calls, one after the other, and notes their milliseconds. */
type Calls = (times: number[]) => Promise<unknown>;

/**
 * How long health_check and process_order take beside a client that asks for ten years by item in a
 * loop, on both engines, in turns with the same without it.
 */
export async function benchBeside(): Promise<string[]> {
  return await withEngines(async ([file, server]) => [
    ...await linesOf(file),
    ...await linesOf(server),
  ]);
}

async function linesOf(place: BenchDatabase): Promise<string[]> {
  const { name, url } = place;
  const items = await filled(place, HISTORY);
  await using server = await serveDatabase(url);
  await using caller = await openCaller(server.url);
  const { call } = caller;
  const calls: Readonly<Record<string, Calls>> = {
    health_check: async (times) => {
      for (let done = 0; done < HEALTH_CHECKS; done++) {
        times.push(await timed(() => call("health_check", {})));
      }
    },
    process_order: (times) => ordersASecond(call, items, 1, ORDERS, times),
  };
  const lines: string[] = [];
  for (const [tool, some] of Object.entries(calls)) {
    const { alone, beside, reports } = await inTurns(
      some,
      () => call("get_sales_data", TEN_YEARS),
    );
    lines.push(
      `${name}: ${tool} beside ten years by item: ${besideText(alone, beside)}; ` +
        `${figure(reports)} reports beside them`,
    );
  }
  return lines;
}

async function inTurns(some: Calls, ask: () => Promise<unknown>) {
  const alone: number[] = [];
  const beside: number[] = [];
  let reports = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const isWarm = round > 0;
    await some(isWarm ? alone : []);
    let isOver = false;
    const others = (async () => {
      for (; !isOver; reports++) await ask();
    })();
    await some(isWarm ? beside : []);
    isOver = true;
    await others;
  }
  return { alone, beside, reports };
}
