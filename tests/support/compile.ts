import { build, type Compiler, compilerIn } from "../../deploy/build.ts";
import { rightsOf } from "../../deploy/rights.ts";

export type { Compiler } from "../../deploy/build.ts";

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
  return other || await downloads() ? compilerIn(other) : undefined;
}

/**
 * Compiles the program as the `compile` task does, into a temporary folder.
 *
 * @param module Compiled in place of main.ts.
 * @param hosts What a connected build may connect to.
 */
export async function compileBinary(
  compiler: Compiler,
  main = "main.ts",
  hosts: readonly string[] = [],
): Promise<Binary> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/restaurant-mcp`;
  const code = await build(compiler, { rights: rightsOf({ hosts }), output: path, main });
  if (code !== 0) throw new Error(`The compiler ended with ${code}`);
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
