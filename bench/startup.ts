import { compiledBinary, compiler } from "../tests/support/compile.ts";
import { INITIALIZE } from "../tests/support/initialize.ts";
import { type Program, program } from "../tests/support/server_process.ts";
import { figure, median, timed } from "./measure.ts";

const RUNS = 7;
const FIRST_LINE = `${JSON.stringify(INITIALIZE)}\n`;

/**
 * From starting the process to its first answer over stdio, beside a program that only answers; and
 * the size of the binary.
 */
export async function benchStartup(): Promise<string[]> {
  const bare = await startTimes(BARE);
  const startup = async (name: string, target: Program) =>
    lineOf(name, await startTimes(target), bare);
  const lines = [
    lineOf("deno run, a program that only answers", bare),
    await startup("deno run, empty database", program("--database", ":memory:")),
    await startup("deno run, demo restaurant", program("--demo")),
  ];
  const compile = await compiler();
  if (compile === undefined) return [...lines, "start-up, compiled: no compiler works here"];
  const binary = await compiledBinary(compile);
  const compiled = (...args: string[]) => ({ command: binary, args });
  const { size } = await Deno.stat(binary);
  return [
    ...lines,
    await startup("compiled, empty database", compiled("--database", ":memory:")),
    await startup("compiled, demo restaurant", compiled("--demo")),
    `size of the binary: ${figure(size / 1e6)} MB`,
  ];
}

const BARE: Program = {
  command: Deno.execPath(),
  args: ["run", "--quiet", "--no-config", new URL("bare_program.ts", import.meta.url).pathname],
};

async function startTimes(target: Program): Promise<number[]> {
  await firstAnswer(target);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await firstAnswer(target));
  return times;
}

function lineOf(name: string, times: readonly number[], bare: readonly number[] = times): string {
  const ratio = bare === times
    ? ""
    : `, ratio to one that only answers ${figure(median(times) / median(bare))}`;
  return `start-up to first answer, ${name}: ${figure(median(times))} ms ` +
    `(median of ${RUNS}, fastest ${figure(Math.min(...times))}${ratio})`;
}

async function firstAnswer(target: Program): Promise<number> {
  const ended: Promise<unknown>[] = [];
  const time = await timed(async () => {
    const child = spawn(target);
    ended.push(child.status);
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(FIRST_LINE));
    const reader = child.stdout.getReader();
    await reader.read();
    await reader.cancel();
    await writer.close();
  });
  await Promise.all(ended);
  return time;
}

function spawn({ command, args }: Program): Deno.ChildProcess {
  return new Deno.Command(command, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}
