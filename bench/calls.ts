import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { fileAddress } from "../src/storage/address/database_address.ts";
import { program, serveProgram } from "../tests/support/server_process.ts";
import { type Caller, openCaller, rateOf } from "./caller.ts";
import { prepare } from "./engines.ts";
import { addHistory } from "./history.ts";
import { figure, median, memoryOf, percentile, timed, UNLIMITED } from "./measure.ts";

const ORDERS = 300_000;
const AT_ONCE = 8;
const ROUNDS = 5;
const HEALTH_CHECKS = 300;
const SETTLING_MS = 3000;
const CALLS = { day: 1000, year: 300 };
const TEN_YEARS = { date: "2016-11-27", end_date: "2026-11-26", group_by: "item" };

/** The question: a function that sends one. */
type Ask = (args: Record<string, unknown>) => Promise<string>;

/**
 * get_sales_data over HTTP beside a naive server on the official Node SDK and a bare handler with one
 * query, all on one database, in turns, with dates at random.
 */
export async function benchCalls(): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/bench.db`;
    {
      await using database = await openSqlite(fileAddress(path));
      await prepare(database);
      await addHistory(database, ORDERS);
    }
    return await measure(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function measure(path: string): Promise<string[]> {
  await using server = await serveProgram(
    program("--database", path, "--log-level", "error", ...UNLIMITED),
  );
  await using modern = await openCaller(server.url);
  await using session = await openCaller(server.url, "2025-11-25");
  await using naive = await serve("naive_server.ts", path);
  await using bare = await serve("bare_handler.ts", path);
  const servers: Readonly<Record<string, Ask>> = {
    ours: (args) => modern.call("get_sales_data", args),
    session: (args) => session.call("get_sales_data", args),
    naive: (args) => askNaive(naive.url, args),
    bare: (args) => ask(bare.url, args, {}),
  };
  // What starting took is given back soon.
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  const idle = memoryOf(server.pid);
  return [
    linesOf("one day", await inTurns(servers, CALLS.day, randomDay)),
    linesOf("one year", await inTurns(servers, CALLS.year, randomYear)),
    `memory of the HTTP server: idle ${figure(idle)} MB, after this load ` +
    `${figure(memoryOf(server.pid))} MB`,
    await tenYears((args) => modern.call("get_sales_data", args)),
    await healthBeside(modern.call),
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

/** How long health_check takes beside a client that asks for ten years by item in a loop. */
async function healthBeside(call: Caller): Promise<string> {
  const alone = await healthTimes(call);
  let isOver = false;
  const report = (async () => {
    while (!isOver) await call("get_sales_data", TEN_YEARS);
  })();
  const beside = await healthTimes(call);
  isOver = true;
  await report;
  return `health_check beside ten years by item: p99 ${figure(percentile(beside, 0.99))} ms ` +
    `(alone ${figure(percentile(alone, 0.99))})`;
}

async function healthTimes(call: Caller): Promise<number[]> {
  const times: number[] = [];
  for (let done = 0; done < HEALTH_CHECKS; done++) {
    times.push(await timed(() => call("health_check", {})));
  }
  return times;
}

function randomDay(): Record<string, unknown> {
  return { date: daysBack(1 + Math.floor(Math.random() * 300)) };
}

function randomYear(): Record<string, unknown> {
  const back = 1 + Math.floor(Math.random() * 300);
  return { date: daysBack(back + 364), end_date: daysBack(back) };
}

function daysBack(days: number): string {
  return Temporal.Now.plainDateISO().subtract({ days }).toString();
}

function askNaive(url: URL, args: Record<string, unknown>): Promise<string> {
  const params = { name: "get_sales_data", arguments: args };
  return ask(url, { jsonrpc: "2.0", id: 1, method: "tools/call", params }, {
    accept: "application/json, text/event-stream",
  });
}

async function ask(
  url: URL,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok || !text.includes("total_sales")) throw new Error(text);
  return text;
}

/** Starts a reference on the database; it prints its address. */
async function serve(script: string, path: string): Promise<AsyncDisposable & { url: URL }> {
  const module = new URL(script, import.meta.url).pathname;
  const lock = new URL("../tests/deno.lock", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", `--lock=${lock}`, module, path],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  return {
    url: new URL(value.trim()),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await reader.cancel();
    },
  };
}
