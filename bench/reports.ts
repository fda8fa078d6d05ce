import { systemClock } from "../src/values/clock.ts";
import { connectClient, type TestClient } from "../tests/support/clients.ts";
import { cpuMs } from "../tests/support/process_use.ts";
import type { ServedProgram } from "../tests/support/server_process.ts";
import { type Caller, openCaller } from "./caller.ts";
import { type FilledFile, serveDatabase, withFilledFile } from "./filled.ts";
import { besideText, figure, memoryOf, percentile } from "./measure.ts";
import { besideCalls } from "./orders.ts";

/** A year of two busy locations. */
const ORDERS = 125_000;
const LINES = 4;
const DAYS = 365;
const FORMATS = ["pdf", "excel", "json"] as const;
type Format = typeof FORMATS[number];
const LOOKS_MS = 50;
/** Cancelled so many times, each later in the work. */
const CANCELS = 8;
/** How soon a cancelled report may still use the processor, and for how long that is looked at. */
const ENDS_MS = 100;
const QUIET_MS = 1000;

/**
 * Reports of a year with 500,000 lines in each format on SQLite: the time of orders beside them and
 * alone, in turns; the memory of the server; the longest time without progress; and what a report
 * still does 100 ms after it was cancelled.
 */
export async function benchReports(): Promise<string[]> {
  return await withFilledFile(ORDERS, measure, { days: DAYS, lines: LINES });
}

async function measure({ path, items }: FilledFile): Promise<string[]> {
  await using server = await serveDatabase(path);
  await using caller = await openCaller(server.url);
  await using client = await connectClient(server.url);
  await besideCalls(caller.call, items, 0, () => Promise.resolve());
  const lines: string[] = [];
  for (const format of FORMATS) {
    lines.push(await besideOrders(server, caller.call, client, items, format));
  }
  for (const format of FORMATS) lines.push(await cancelled(server, client, format));
  return lines;
}

async function besideOrders(
  { pid }: ServedProgram,
  call: Caller,
  client: TestClient,
  items: readonly string[],
  format: Format,
): Promise<string> {
  const alone = await besideCalls(call, items, 0, () => Promise.resolve());
  const reports: Made[] = [];
  const memory: number[] = [];
  const looking = setInterval(() => memory.push(memoryOf(pid)), LOOKS_MS);
  const beside = await besideCalls(call, items, 1, async () => {
    reports.push(await make(client, format));
  });
  clearInterval(looking);
  return `process_order beside a report of ${figure(ORDERS * LINES)} lines as ${format}: ` +
    `${besideText(alone, beside)}; ${reports.length} reports of ${
      figure(percentile(reports.map(({ ms }) => ms), 0.5))
    } ms, no progress for at most ${
      figure(Math.max(...reports.map(({ silent }) => silent)))
    } ms, ` +
    `server ${figure(Math.max(...memory))} MB at most`;
}

/** How long a report took, and how long it said nothing, in milliseconds. */
interface Made {
  readonly ms: number;
  readonly silent: number;
}

async function make(client: TestClient, format: Format): Promise<Made> {
  const started = performance.now();
  const heard = [started];
  await client.callTool("generate_report", question(format), () => {
    heard.push(performance.now());
  });
  heard.push(performance.now());
  const silent = heard.slice(1).map((at, nth) => at - (heard[nth] ?? at));
  return { ms: performance.now() - started, silent: Math.max(...silent) };
}

/** Of the year to yesterday, so that its figures are those of no report before: orders come in. */
function question(format: Format, daysLess = 0): Record<string, unknown> {
  const today = systemClock().toZonedDateTimeISO("UTC").toPlainDate();
  return {
    report_type: "sales",
    start_date: today.subtract({ days: DAYS - daysLess }).toString(),
    end_date: today.subtract({ days: 1 }).toString(),
    format,
  };
}

async function cancelled(
  { pid }: ServedProgram,
  client: TestClient,
  format: Format,
): Promise<string> {
  const { ms } = await make(client, format);
  const after: number[] = [];
  for (let nth = 0; nth < CANCELS; nth++) {
    const given = new AbortController();
    const call = client.callTool(
      "generate_report",
      question(format, nth + 1),
      undefined,
      given.signal,
    )
      .catch(() => undefined);
    await rest(ms * (nth + 0.5) / CANCELS);
    given.abort();
    await rest(ENDS_MS);
    const before = cpuMs(pid);
    await rest(QUIET_MS);
    after.push(cpuMs(pid) - before);
    await call;
  }
  return `a report as ${format} that is cancelled, processor used from ${ENDS_MS} ms after that on, ` +
    `in ${QUIET_MS} ms: ${after.map((one) => figure(one)).join(", ")} ms`;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
