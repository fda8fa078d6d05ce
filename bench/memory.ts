import { compiledBinary, compiler } from "../tests/support/compile.ts";
import { type Program, program, serveProgram } from "../tests/support/server_process.ts";
import { openCaller, rateOf } from "./caller.ts";
import { OPTIONS, withFilledFile } from "./filled.ts";
import { figure, memoryOf } from "./measure.ts";
import { askNaive, startReference } from "./references.ts";
import { randomDay } from "./questions.ts";

const ORDERS = 30_000;
const CALLS = 8000;
const AT_ONCE = 8;
const SETTLING_MS = 3000;

/** The memory of the HTTP server, idle and after load, beside that of the naive server. */
export async function benchMemory(): Promise<string[]> {
  return await withFilledFile(ORDERS, async ({ path }) => {
    const lines = [
      await memory("from source", program("--database", path, ...OPTIONS)),
      await memory("from source, demo restaurant", program("--demo", ...OPTIONS)),
      await memoryOfNaive(path),
    ];
    const compile = await compiler();
    if (compile === undefined) return [...lines, "memory, compiled: no compiler works here"];
    const command = await compiledBinary(compile);
    const compiled = (...args: string[]) => ({ command, args: [...args, ...OPTIONS] });
    lines.push(await memory("compiled", compiled("--database", path)));
    lines.push(await memory("compiled, demo restaurant", compiled("--demo")));
    return lines;
  });
}

async function memory(name: string, target: Program): Promise<string> {
  // From source the first start compiles what has changed, the second keeps it for those to come.
  for (let start = 0; start < 2; start++) {
    await (await serveProgram(target))[Symbol.asyncDispose]();
  }
  await using server = await serveProgram(target);
  const idle = await settledMemory(server.pid);
  await using caller = await openCaller(server.url);
  return lineOf(
    name,
    idle,
    await afterLoad(server.pid, () => caller.call("get_sales_data", randomDay())),
  );
}

async function memoryOfNaive(path: string): Promise<string> {
  await using naive = await startReference("naive_server.ts", path);
  const idle = await settledMemory(naive.pid);
  return lineOf(
    "naive server",
    idle,
    await afterLoad(naive.pid, () => askNaive(naive.url, randomDay())),
  );
}

async function settledMemory(pid: number): Promise<number> {
  // What starting took is given back soon.
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  return memoryOf(pid);
}

async function afterLoad(pid: number, ask: () => Promise<unknown>): Promise<number> {
  await rateOf(ask, { calls: CALLS, atOnce: AT_ONCE });
  return memoryOf(pid);
}

function lineOf(name: string, idle: number, loaded: number): string {
  return `memory over HTTP, ${name}: idle ${figure(idle)} MB, after ${figure(CALLS)} calls, ` +
    `${AT_ONCE} at once: ${figure(loaded)} MB`;
}
