const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const ROOT = new URL("../../", import.meta.url).pathname;

/** The program as its tasks run it, with the permissions that they give. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** `main.ts` under Deno, followed by `args`. */
export function program(...args: string[]): Program {
  return { command: Deno.execPath(), args: [...startArguments(), ...args] };
}

/** What the `start` task runs, up to and including main.ts: the tests run under its permissions. */
function startArguments(): string[] {
  const { tasks } = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`));
  const [, ...words] = String(tasks.start.command).split(" ");
  return [
    ...words.slice(0, 1),
    "--quiet",
    "--config",
    `${ROOT}deno.json`,
    ...words.slice(1).map((word) => word === "main.ts" ? MAIN : word),
  ];
}

/** What a finished command said. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end. */
export async function run(
  { command, args }: Program,
  options: {
    readonly cwd?: string;
    readonly input?: string;
    readonly env?: Record<string, string>;
  } = {},
): Promise<Outcome> {
  const { input, ...rest } = options;
  const child = new Deno.Command(command, {
    args: [...args],
    ...rest,
    stdin: input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (input !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
  }
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** A served program; ends with `await using`. */
export interface ServedProgram extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  /** What it told people when it was ready. */
  readonly welcome: string;
  /** Ends it as a loss of power would: nothing of it runs any more. */
  kill(): Promise<void>;
}

/** Starts the program over HTTP on a free port and waits until it listens. */
export async function serveProgram(
  { command, args }: Program,
  options: { readonly cwd?: string } = {},
): Promise<ServedProgram> {
  const child = new Deno.Command(command, {
    args: [...args, "--transport", "http", "--port", "0"],
    ...options,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [forWelcome, forDraining] = child.stderr.tee();
  const drained = forDraining.pipeTo(new WritableStream());
  const { url, welcome } = await ready(forWelcome);
  let killed = false;
  const end = async (signal: Deno.Signal) => {
    killed = true;
    child.kill(signal);
    await child.status;
    await drained;
  };
  return {
    url,
    pid: child.pid,
    welcome,
    kill: () => end("SIGKILL"),
    async [Symbol.asyncDispose]() {
      if (!killed) await end("SIGTERM");
    },
  };
}

async function ready(stderr: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let welcome = "";
  for await (const text of stderr.pipeThrough(new TextDecoderStream())) {
    welcome += text;
    const address = /http:\/\/\S+\/mcp/.exec(welcome)?.[0];
    if (address !== undefined && welcome.includes("Then ask")) {
      return { url: new URL(address), welcome };
    }
  }
  throw new Error(`The server ended before it listened:\n${welcome}`);
}
