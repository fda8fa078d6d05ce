import { compileBinary, compiler } from "../tests/support/compile.ts";
import { connectClient } from "../tests/support/clients.ts";
import { type Program, program } from "../tests/support/server_process.ts";
import { figure, median, timed } from "./measure.ts";

const RUNS = 7;

/** From starting the process to the answer of a first call, over stdio. */
export async function benchStartup(): Promise<string[]> {
  const lines = [await startup("deno run, empty database", program("--database", ":memory:"))];
  lines.push(await startup("deno run, demo restaurant", program("--demo")));
  const compile = await compiler();
  if (compile === undefined) return [...lines, "start-up, compiled: no compiler works here"];
  await using binary = await compileBinary(compile);
  const compiled = (...args: string[]) => ({ command: binary.path, args });
  lines.push(await startup("compiled, empty database", compiled("--database", ":memory:")));
  lines.push(await startup("compiled, demo restaurant", compiled("--demo")));
  return lines;
}

async function startup(name: string, target: Program): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const time = await timed(async () => {
      await using client = await connectClient(target);
      await client.callTool("health_check");
    });
    if (run > 0) times.push(time);
  }
  return `start-up to first answer, ${name}: ${figure(median(times))} ms ` +
    `(median of ${RUNS}, fastest ${figure(Math.min(...times))})`;
}
