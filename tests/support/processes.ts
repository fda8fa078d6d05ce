/** A program under test: another process, and the lines that it prints. */
export interface Child {
  readonly process: Deno.ChildProcess;
  /** Whole lines only: one that was cut off by a kill never comes. */
  readonly lines: AsyncGenerator<string>;
}

/** Else what only tests use would be noted in the lock file of the program. */
const LOCK = new URL("../deno.lock", import.meta.url).pathname;

/** Starts a file of `tests/support/children` as a process of its own. */
export function startChild(name: string, ...args: string[]): Child {
  const script = new URL(`./children/${name}`, import.meta.url).pathname;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", `--lock=${LOCK}`, "-A", script, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  return { process, lines: linesOf(process.stdout) };
}

/** Prints one line from within a child; its parent may rely on what it says from now on. */
export async function say(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${text}\n`));
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
