const ROOT = new URL("../../", import.meta.url).pathname;

/** The main module: packed for a run of all tests, as it then starts in half the time; else its source. */
const MAIN = Deno.env.get("TEST_PROGRAM") ?? `${ROOT}main.ts`;

/** The program as its tasks run it, with the permissions that they give. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** The program as the `start` task runs it, followed by `args`. */
export function program(...args: string[]): Program {
  return taskProgram("start", MAIN, args);
}

/** What a task of deno.json runs, with its permissions, but with another module than main.ts. */
export function taskProgram(
  task: "start" | "dev",
  module: string,
  args: readonly string[],
): Program {
  const { tasks } = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`));
  // Before it the task installs packages, which a test that runs has.
  const [, run = "", ...words] = String(tasks[task].command).split(" && ").at(-1)?.split(" ") ?? [];
  const given = words.map((word) => word === "main.ts" ? module : word);
  return {
    command: Deno.execPath(),
    args: [run, "--quiet", "--config", `${ROOT}deno.json`, ...given, ...args],
  };
}

/** The output of a finished command. */
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

/** Characters of a log that are kept. */
const MOST_LOGGED = 64 * 1024;

/** A served program; ends with `await using`. */
export interface ServedProgram extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  /** What it printed when it was ready. */
  readonly welcome: string;
  /** What it has logged of late. */
  readonly logged: string;
  /** The exit status. */
  readonly status: Promise<Deno.CommandStatus>;
  signal(signal: Deno.Signal): void;
  /** Ends it as a loss of power would: nothing of it runs any more. */
  kill(): Promise<void>;
}

/** A free port, for a server that must know its address before it starts. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Starts the program over HTTP on a free port and waits until it listens. */
export async function serveProgram(
  { command, args }: Program,
  { port = 0, ...options }: {
    readonly cwd?: string;
    readonly env?: Record<string, string>;
    readonly port?: number;
  } = {},
): Promise<ServedProgram> {
  const child = new Deno.Command(command, {
    args: [...args, "--transport", "http", "--port", String(port)],
    ...options,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [forWelcome, forDraining] = child.stderr.tee();
  let logged = "";
  const drained = forDraining.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({
      write(text) {
        logged = (logged + text).slice(-MOST_LOGGED);
      },
    }),
  );
  const { url, welcome } = await ready(forWelcome, args.includes("--demo"));
  let isOver = false;
  const status = child.status.finally(() => isOver = true);
  const end = async (signal: Deno.Signal) => {
    if (!isOver) child.kill(signal);
    await status;
    await drained;
  };
  return {
    url,
    pid: child.pid,
    welcome,
    get logged() {
      return logged;
    },
    status,
    signal: (signal) => child.kill(signal),
    kill: () => end("SIGKILL"),
    [Symbol.asyncDispose]: () => end("SIGTERM"),
  };
}

/** Reads until it listens; calls of the demo wait until it is filled, so that is waited for first. */
async function ready(stderr: ReadableStream<Uint8Array<ArrayBuffer>>, isDemo: boolean) {
  const last = isDemo ? "The demo restaurant has" : "Then ask";
  let welcome = "";
  for await (const text of stderr.pipeThrough(new TextDecoderStream())) {
    welcome += text;
    const address = /http:\/\/\S+\/mcp/.exec(welcome)?.[0];
    if (address !== undefined && welcome.includes(last)) {
      return { url: new URL(address), welcome };
    }
  }
  throw new Error(`The server ended before it listened:\n${welcome}`);
}
