import assert from "node:assert/strict";
import { flagsOf, rightsOf, rightsText } from "../../deploy/rights.ts";
import { readData } from "../support/deployment.ts";
import { type Outcome, run } from "../support/server_process.ts";

interface Tasks {
  readonly tasks: Readonly<Record<string, { readonly command: string }>>;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const PACKED = "packed/";
const CONNECTED = ["--hosts", "db.example.com:5432,issuer.example.com"];
const { tasks } = readData<Tasks>("deno.json");

/** Packing takes long, and the same arguments give the same. */
const outcomes = new Map<string, Promise<Outcome>>();

/** Runs the `compile` task with a compiler that only says what it is asked for. */
function compile(...args: string[]): Promise<Outcome> {
  return outcomes.getOrInsertComputed(args.join(" "), () => compileAnew(args));
}

async function compileAnew(args: readonly string[]): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    const compiler = `${folder}/compiler`;
    await Deno.writeTextFile(compiler, '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const outcome = await run(
      { command: Deno.execPath(), args: ["task", "--quiet", "compile", ...args] },
      { cwd: ROOT, env: { DENO_COMPILE: compiler } },
    );
    // The packed modules lie in a folder with a name of its own each time.
    const stdout = outcome.stdout.replaceAll(/^\S*\/(?=\w+\.[jt]s$|maps$)/gm, PACKED);
    return { ...outcome, stdout };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Flags about loading modules: a binary has its own, and loads no others. */
const LOADING = ["--cached-only", "--frozen", "--no-remote"];

const V8_FLAGS = "--v8-flags=";

/** The rights of the start task: the flags between `deno run` and main.ts. */
function startFlags(): string[] {
  const words = (tasks.start?.command ?? "").split(" ");
  return words.slice(words.indexOf("run") + 1, words.lastIndexOf("main.ts"))
    .filter((word) => !LOADING.includes(word) && !word.startsWith(V8_FLAGS));
}

Deno.test("a sealed build has the rights of the start task", () => {
  const flags = flagsOf(rightsOf({ target: "x86_64-unknown-linux-gnu", hosts: [] }));
  assert.deepEqual(flags.toSorted(), startFlags().toSorted());
});

Deno.test("a build has the V8 flags of the start task", async () => {
  const v8Flags = (words: readonly string[]) => words.filter((word) => word.startsWith(V8_FLAGS));
  const given = v8Flags((await compile()).stdout.split("\n"));
  assert.equal(given.length, 1);
  assert.deepEqual(given, v8Flags((tasks.start?.command ?? "").split(" ")));
});

Deno.test("a connected build may connect to the named hosts besides, and nothing more", async () => {
  const sealed = (await compile()).stdout.split("\n");
  const connected = (await compile(...CONNECTED)).stdout
    .split("\n");
  const net = (words: readonly string[]) => words.find((word) => word.startsWith("--allow-net="));
  assert.equal(net(connected), `${net(sealed)},db.example.com:5432,issuer.example.com:443`);
  assert.deepEqual(
    connected.filter((word) => word !== net(connected)),
    sealed.filter((word) => word !== net(sealed)),
  );
});

Deno.test("target and output go to the compiler", async () => {
  const { code, stdout } = await compile(
    "--target=aarch64-apple-darwin",
    "--output=dist/elsewhere",
  );
  assert.equal(code, 0);
  const words = stdout.trim().split("\n");
  assert.deepEqual(words.slice(-5), [
    ...["--target", "aarch64-apple-darwin"],
    ...["--output", "dist/elsewhere"],
    "packed/main.js",
  ]);
});

Deno.test("on Windows every drive is a root", () => {
  const { roots } = rightsOf({ target: "x86_64-pc-windows-msvc", hosts: [] });
  assert.ok(roots.includes("C:\\") && roots.includes("D:\\") && !roots.includes("/"));
});

Deno.test("it prints the permissions of the binary", async () => {
  const { stderr } = await compile(...CONNECTED);
  assert.match(stderr, /^dist\/restaurant-mcp: connected$/m);
  assert.match(stderr, /connects to {11}db\.example\.com:5432/);
  assert.match((await compile()).stderr, /^dist\/restaurant-mcp: sealed$/m);
  const sealed = rightsText(rightsOf({ hosts: [] }));
  assert.match(sealed, /connects to {11}nothing/);
  assert.match(sealed, /MCP_AUTH_TOKEN/);
});

for (
  const [what, args, said] of [
    ["a wildcard", ["--hosts=*.example.com"], "'*.example.com' is no host"],
    ["an option that does not exist", ["--allow-all"], "'--allow-all'"],
    ["an argument too many", ["main.ts"], "'main.ts'"],
  ] as const
) {
  Deno.test(`${what} builds nothing`, async () => {
    const { code, stdout, stderr } = await compile(...args);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(said), stderr);
    assert.ok(stderr.includes("--hosts"), stderr);
  });
}
