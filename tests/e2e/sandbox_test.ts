import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { compiledBinary, type Compiler, compiler } from "../support/compile.ts";
import { type Program, taskProgram } from "../support/server_process.ts";
import { runProgram } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { VERSION } from "../../src/values/version.ts";

const HOSTILE = new URL("../support/children/hostile.ts", import.meta.url).pathname;

/** Permissions that the program needs; every other must be refused. */
const OWN = ["its own folder", "a file of its own"];

/** The ways in which the program runs for long, and what it writes when it has begun. */
const WAYS = {
  "over stdio": { args: ["--database", "$/restaurant.db"], ready: /"serverInfo"/ },
  "over HTTP": {
    args: ["--transport", "http", "--port", "0", "--database", "$/restaurant.db"],
    ready: /Then ask/,
  },
  "importing standard input": {
    args: ["import", "-", "--location", "here", "--database", "$/restaurant.db"],
    ready: undefined,
  },
} as const;

/** Everything that a process writes, to wait for. */
function outputOf({ stdout, stderr }: Deno.ChildProcess) {
  let written = "";
  let grown = Promise.withResolvers<void>();
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      written += text;
      grown.resolve();
      grown = Promise.withResolvers();
    }
  };
  let isOver = false;
  const ended = Promise.all([read(stdout), read(stderr)]).then(() => {
    isOver = true;
    grown.resolve();
  });
  return {
    ended,
    async match(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = pattern.exec(written);
        if (found !== null) return found[1] ?? "";
        if (isOver) throw new Error(`It ended before ${pattern}:\n${written}`);
        await grown.promise;
      }
    },
  };
}

/** When an import has begun, its standard input is being copied into the folder. */
async function firstFileIn(folder: string): Promise<void> {
  const watcher = Deno.watchFs(folder);
  for await (const _event of watcher) break;
}

/** Starts the program with a hostile dependency, has that try everything, and ends it. */
async function attempts(
  { command, args }: Program,
  folder: string,
  ready: RegExp | undefined,
): Promise<Record<string, string>> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const begun = ready === undefined ? firstFileIn(folder) : undefined;
  const child = new Deno.Command(command, {
    args: [
      ...args.slice(0, args.indexOf(HOSTILE) + 1),
      String(listener.addr.port),
      folder,
      ...args.slice(args.indexOf(HOSTILE) + 1),
    ].map((word) => word.replace("$", folder)),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = outputOf(child);
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(`${JSON.stringify(INITIALIZE)}\n`));
  await (begun ?? output.match(ready ?? /^/));
  child.kill("SIGUSR1");
  const outcomes = JSON.parse(await output.match(/attempts (\{.*\})/));
  child.kill("SIGTERM");
  await input.close().catch(() => {});
  await child.status;
  await output.ended;
  return outcomes;
}

function assertConfined(outcomes: Record<string, string>, own: readonly string[]): void {
  for (const [name, outcome] of Object.entries(outcomes)) {
    assert.equal(outcome, own.includes(name) ? "done" : "refused", name);
  }
  assert.ok(Object.keys(outcomes).length > 15);
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(`${folder}-beside.txt`).catch(() => {});
  }
}

for (const [way, { args, ready }] of Object.entries(WAYS)) {
  Deno.test(`started by its task and ${way}, the program can reach its folder and nothing else`, () =>
    inFolder(async (folder) => {
      assertConfined(await attempts(taskProgram("start", HOSTILE, args), folder, ready), OWN);
    }));
}

Deno.test("the demo can reach nothing at all", () =>
  inFolder(async (folder) => {
    const demo = taskProgram("dev", HOSTILE, ["--port", "0"]);
    assertConfined(await attempts(demo, folder, WAYS["over HTTP"].ready), []);
  }));

/** Whether nothing was said, or only that the description of a package was fetched, and is not there. */
async function isUnkept(told: string): Promise<boolean> {
  if (told === "") return true;
  const [, host, name] = /^Download https?:\/\/([^/\n]+)\/(\S+)\n$/.exec(told) ?? [];
  if (host === undefined || name === undefined) return false;
  const { npmCache } = JSON.parse(await runProgram(Deno.execPath(), ["info", "--json"]));
  const description = `${npmCache}/${host}/${decodeURIComponent(name)}/registry.json`;
  return await Deno.stat(description).then(() => false, () => true);
}

Deno.test("the task installs what the lock file names, quietly when it is there, and runs", async () => {
  const start = async () => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", "start", "--version"],
      cwd: new URL("../../", import.meta.url),
    }).output();
    const [result, told] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    return { code, result, told };
  };
  // The tests do not load every package.
  let started = await start();
  // The description that Deno fetches last it does not always keep when it ends; nothing else is said.
  await until(async () => {
    started = await start();
    return await isUnkept(started.told);
  });
  const { code, result } = started;
  assert.deepEqual({ code, result }, { code: 0, result: `${VERSION}\n` });
});

const compile: Compiler | undefined = await compiler();
if (compile === undefined) {
  // Skipped if the runtime that `deno compile` downloads is not available.
  Deno.test.ignore("the compiled binary is confined as well (no compiler works here)", () => {});
} else {
  Deno.test("the compiled binary, in every way, can reach its folder and nothing else", async () => {
    const binary = await compiledBinary(compile, "tests/support/children/hostile.ts");
    for (const { args, ready } of Object.values(WAYS)) {
      await inFolder(async (folder) => {
        const program = { command: binary, args };
        assertConfined(await attempts(program, folder, ready), OWN);
      });
    }
  });
}
