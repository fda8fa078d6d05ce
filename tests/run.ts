/*
 * deno task test: every test. With arguments it is `deno test` with these: deno task test tests/tools.
 *
 * The files of a folder share a thread. Each thread loads and compiles the program for itself, and one
 * for each file took a third of the run. Only files whose tests start programs, and mostly wait for
 * them, have a thread each, so that they wait side by side.
 */
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { removeAfterTests } from "./support/after_tests.ts";

const TESTS = import.meta.dirname ?? ".";

/** Folders whose tests start programs. */
const STARTING = ["abuse", "cli", "conformance", "deploy", "e2e", "page", "transfer"];

function startsPrograms(file: string): boolean {
  return STARTING.some((folder) => file.startsWith(`${TESTS}/${folder}/`));
}

/** A module in `folder` that is the tests of some files. */
function together(files: readonly string[], folder: string, name: string): string {
  const module = `${folder}/${name}_test.ts`;
  Deno.writeTextFileSync(module, files.map((file) => `import "file://${file}";\n`).join(""));
  return module;
}

function everything(folder: string): string[] {
  const files = globSync(`${TESTS}/**/*_test.{ts,tsx}`).sort();
  const rooms = Map.groupBy(files.filter((file) => !startsPrograms(file)), dirname);
  // What takes longest comes first.
  return [
    ...files.filter(startsPrograms),
    ...[...rooms].map(([room, files]) =>
      together(files, folder, room.slice(TESTS.length + 1).replaceAll("/", "_") || "tests")
    ),
  ];
}

const folder = Deno.makeTempDirSync({ prefix: "restaurant-mcp-tests-" });
removeAfterTests(folder);
const { code } = new Deno.Command(Deno.execPath(), {
  args: [
    ...["test", `--config=${TESTS}/../deno.json`, `--lock=${TESTS}/deno.lock`],
    ...["--quiet", "--parallel", "--no-check", "--allow-all"],
    ...(Deno.args.length > 0 ? Deno.args : everything(folder)),
  ],
  env: { DENO_JOBS: String(2 * navigator.hardwareConcurrency) },
  stdin: "inherit",
  stdout: "inherit",
  stderr: "inherit",
}).outputSync();
Deno.exitCode = code;
