/*
 * deno task test: every test. With arguments it is `deno test` with these: deno task test tests/tools.
 *
 * Files share threads, because each thread loads and compiles the program, and has databases and a
 * browser, for itself: one for each file took a third of the run. The programs that tests start are
 * packed once for the run: to load its thousand modules took another fifth.
 */
import { globSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { relative } from "node:path";
import { removeAfterTests } from "./support/after_tests.ts";
import { packedProgram } from "./support/packed_program.ts";

const TESTS = import.meta.dirname ?? ".";

/** Folders whose tests start programs and mostly wait for them, those that take longest first. */
const STARTING = ["e2e", "page", "cli", "abuse", "deploy", "transfer", "conformance"];

/** Threads for each core: while some wait for programs, others work. */
const JOBS = 2;

/**
 * Hardly above a program's long reads: other tests, on a busy machine, would leave nothing to those.
 */
const NICE = 4;

/** The most files that share a thread: more threads wait side by side, fewer load less. */
const FILES = { starting: 9, other: 40 };

/**
 * What was freed is kept for the next test: databases and files of megabytes come and go, and a
 * third of the run was the system handing out and taking back their pages. Settings of glibc, which
 * others ignore.
 */
const KEEPING_MEMORY = {
  GLIBC_TUNABLES: "glibc.malloc.hugetlb=1",
  MALLOC_MMAP_THRESHOLD_: String(1024 ** 3),
  MALLOC_TRIM_THRESHOLD_: String(2 * 1024 ** 3),
};

/** The files that share a thread. */
interface Thread {
  readonly name: string;
  readonly files: readonly string[];
}

/** What is tested side by side, in the order in which it is to begin. */
function threads(): Thread[] {
  const files = globSync(`${TESTS}/**/*_test.{ts,tsx}`).sort();
  const folders = Map.groupBy(files, (file) => relative(TESTS, file).split("/")[0] ?? "");
  const starting = STARTING.flatMap((name) => dealt(name, folders.get(name) ?? [], FILES.starting));
  const others = dealt(
    "other",
    [...folders].flatMap(([name, files]) => STARTING.includes(name) ? [] : files),
    FILES.other,
  );
  // Those that wait leave the processor to those that do not.
  return Array.from(
    { length: Math.max(starting.length, others.length) },
    (_, at) => [starting[at], others[at]].filter((thread) => thread !== undefined),
  ).flat();
}

/** Deals files out to as few threads as there have to be. */
function dealt(name: string, files: readonly string[], most: number): Thread[] {
  const count = Math.ceil(files.length / most);
  return Array.from(
    { length: count },
    (_, at) => ({ name, files: files.filter((_, n) => n % count === at) }),
  );
}

/** A module for each thread; `deno test` takes them in the order of their names. */
function modulesOf(threads: readonly Thread[], folder: string): string[] {
  return threads.map(({ name, files }, at) => {
    const module = `${folder}/${String(at).padStart(3, "0")}_${name}_test.ts`;
    Deno.writeTextFileSync(module, files.map((file) => `import "file://${file}";\n`).join(""));
    return module;
  });
}

if (getPriority() < NICE) setPriority(0, NICE);
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
    ...KEEPING_MEMORY,
    DENO_JOBS: String(JOBS * navigator.hardwareConcurrency),
    ...(isWhole && { TEST_PROGRAM: await packedProgram() }),
  },
  stdin: "inherit",
  stdout: "inherit",
  stderr: "inherit",
}).outputSync();
Deno.exitCode = code;
