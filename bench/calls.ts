import { openCaller, rateOf } from "./caller.ts";
import { type FilledFile, serveDatabase, withFilledFile } from "./filled.ts";
import { figure, median, timed } from "./measure.ts";
import { randomDay, randomYear, TEN_YEARS } from "./questions.ts";
import { askNaive, askPlainly, startReference } from "./references.ts";

const ORDERS = 300_000;
const AT_ONCE = 8;
const ROUNDS = 5;
const CALLS = { day: 1000, year: 300 };

/** The question: a function that sends one. */
type Ask = (args: Record<string, unknown>) => Promise<string>;

/**
 * get_sales_data over HTTP beside a naive server on the official Node SDK and a bare handler with one
 * query, all on one database, in turns, with dates at random.
 */
export async function benchCalls(): Promise<string[]> {
  return await withFilledFile(ORDERS, measure);
}

async function measure({ path }: FilledFile): Promise<string[]> {
  await using server = await serveDatabase(path);
  await using modern = await openCaller(server.url);
  await using session = await openCaller(server.url, "2025-11-25");
  await using naive = await startReference("naive_server.ts", path);
  await using bare = await startReference("bare_handler.ts", path);
  const servers: Readonly<Record<string, Ask>> = {
    ours: (args) => modern.call("get_sales_data", args),
    session: (args) => session.call("get_sales_data", args),
    naive: (args) => askNaive(naive.url, args),
    bare: (args) => askPlainly(bare.url, args),
  };
  return [
    linesOf("one day", await inTurns(servers, CALLS.day, randomDay)),
    linesOf("one year", await inTurns(servers, CALLS.year, randomYear)),
    await tenYears((args) => modern.call("get_sales_data", args)),
  ];
}

async function inTurns(
  servers: Readonly<Record<string, Ask>>,
  calls: number,
  question: () => Record<string, unknown>,
): Promise<Record<string, number[]>> {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, ask] of Object.entries(servers)) {
      const rate = await rateOf(() => ask(question()), { calls, atOnce: AT_ONCE });
      // The first round warms up.
      if (round > 0) rates[name] = [...rates[name] ?? [], rate];
    }
  }
  return rates;
}

function linesOf(what: string, rates: Readonly<Record<string, readonly number[]>>): string {
  const of = (name: string) => rates[name] ?? [];
  const ratio = (name: string, other: string) =>
    figure(median(of(name).map((rate, round) => rate / (of(other)[round] ?? NaN))));
  return `get_sales_data, ${what}, ${figure(ORDERS)} orders, ${AT_ONCE} at once: ` +
    `${figure(median(of("ours")))}/s (2025 session ${figure(median(of("session")))}/s, ratio ${
      ratio("ours", "session")
    }); ` +
    `naive server ${figure(median(of("naive")))}/s, ratio ${ratio("ours", "naive")}; ` +
    `bare handler ${figure(median(of("bare")))}/s, ratio ${ratio("ours", "bare")}`;
}

async function tenYears(ask: Ask): Promise<string> {
  const times: number[] = [];
  for (let call = 0; call < 20; call++) times.push(await timed(() => ask(TEN_YEARS)));
  return `get_sales_data, ten years by item: ${figure(median(times))} ms`;
}
