/*
 * deno task test: every test. With arguments it is `deno test` with these: deno task test tests/tools.
 *
 * The files of a folder share a thread. Each thread loads and compiles the program for itself, and one
 * for each file took a third of the run. Only files whose tests start programs, and mostly wait for
 * them, have a thread each, so that they wait side by side. The programs that they start are packed
 * once for the run: to load its thousand modules took a fifth of it.
 */
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { removeAfterTests } from "./support/after_tests.ts";
import { packedProgram } from "./support/packed_program.ts";

const TESTS = import.meta.dirname ?? ".";

/** Folders whose tests start programs, those that take longest first. */
const STARTING = ["e2e", "page", "cli", "abuse", "deploy", "conformance", "transfer"];

/** The files that share a thread, in the order in which they are to begin. */
function threads(): string[][] {
  const files = globSync(`${TESTS}/**/*_test.{ts,tsx}`).sort();
  const starting = STARTING.flatMap((name) =>
    files.filter((file) => file.startsWith(`${TESTS}/${name}/`))
  );
  const others = files.filter((file) => !starting.includes(file));
  return [...starting.map((file) => [file]), ...Map.groupBy(others, dirname).values()];
}

/** A module for each thread; `deno test` takes them in the order of their names. */
function modulesOf(threads: readonly (readonly string[])[], folder: string): string[] {
  return threads.map((files, at) => {
    const [first = ""] = files;
    const of = files.length === 1 ? first : `${dirname(first)}_test.ts`;
    const name = of.slice(TESTS.length + 1).replaceAll("/", "_");
    const module = `${folder}/${String(at).padStart(3, "0")}_${name}`;
    Deno.writeTextFileSync(module, files.map((file) => `import "file://${file}";\n`).join(""));
    return module;
  });
}

const folder = Deno.makeTempDirSync({ prefix: "restaurant-mcp-tests-" });
removeAfterTests(folder);
const isWhole = Deno.args.length === 0;
const { code } = new Deno.Command(Deno.execPath(), {
  args: [
    ...["test", `--config=${TESTS}/../deno.json`, `--lock=${TESTS}/deno.lock`],
    ...["--quiet", "--parallel", "--no-check", "--allow-all"],
    ...(isWhole ? modulesOf(threads(), folder) : Deno.args),
  ],
  env: {
    DENO_JOBS: String(2 * navigator.hardwareConcurrency),
    ...(isWhole && { TEST_PROGRAM: await packedProgram() }),
  },
  stdin: "inherit",
  stdout: "inherit",
  stderr: "inherit",
}).outputSync();
Deno.exitCode = code;
