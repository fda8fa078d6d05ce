import { flagsOf, rightsOf } from "../../deploy/rights.ts";
import { THREADS } from "../../deploy/threads.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** The words of the command that compiles; its arguments follow. */
export type Compiler = readonly string[];

/** A binary in a folder of its own; gone when disposed. */
export interface Binary extends AsyncDisposable {
  readonly path: string;
}

/**
 * A compiler that works here. `deno compile` downloads its runtime; where that cannot be reached,
 * DENO_COMPILE may name a command that has one.
 */
export async function compiler(): Promise<Compiler | undefined> {
  const other = Deno.env.get("DENO_COMPILE");
  // Its runtime may be older than the Temporal API's coming of age, and than types used here.
  if (other) return [other, "--unstable-temporal", "--no-check"];
  return await downloads() ? [Deno.execPath(), "compile"] : undefined;
}

/**
 * Compiles the program as the `compile` task does, into a temporary folder.
 *
 * @param module Compiled in place of main.ts.
 * @param hosts What a connected build may connect to.
 */
export async function compileBinary(
  [command = "", ...words]: Compiler,
  module = `${ROOT}main.ts`,
  hosts: readonly string[] = [],
): Promise<Binary> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/restaurant-mcp`;
  const { code, stderr } = await new Deno.Command(command, {
    args: [
      ...words,
      ...flagsOf(rightsOf({ hosts })),
      ...THREADS.flatMap((module) => ["--include", `${ROOT}${module}`]),
      ...["--output", path, module],
    ],
    cwd: ROOT,
    // Older compilers follow the modules deeper than their usual stack.
    env: { RUST_MIN_STACK: "67108864" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return { path, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

/** Whether `deno compile` can have its runtime. */
async function downloads(): Promise<boolean> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/nothing.ts`, "");
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["compile", "--no-config", "--output", `${folder}/nothing`, `${folder}/nothing.ts`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal: AbortSignal.timeout(60_000),
    }).output();
    return success;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
