import { build, type Compiler, compilerIn } from "../../deploy/build.ts";
import { rightsOf } from "../../deploy/rights.ts";
import { onceInRun } from "./once_in_run.ts";

export type { Compiler } from "../../deploy/build.ts";

/**
 * A compiler that works here. `deno compile` downloads its runtime; where that cannot be reached,
 * DENO_COMPILE may name a command that has one.
 */
export async function compiler(): Promise<Compiler | undefined> {
  const other = Deno.env.get("DENO_COMPILE");
  return other || await downloads() ? compilerIn(other) : undefined;
}

/**
 * The path of the binary that the `compile` task builds; it is built once in a run.
 *
 * @param main A module of the tests to compile in place of main.ts.
 */
export async function compiledBinary(compiler: Compiler, main = "main.ts"): Promise<string> {
  return await onceInRun(`restaurant-mcp-of-${main.replaceAll("/", "-")}`, async (output) => {
    const code = await build(compiler, { rights: rightsOf({ hosts: [] }), output, main });
    if (code !== 0) throw new Error(`The compiler ended with ${code}`);
  });
}

/** Whether `deno compile` can have its runtime; it is tried once in a run. */
async function downloads(): Promise<boolean> {
  const path = await onceInRun("downloads", async (path) => {
    await Deno.writeTextFile(`${path}.ts`, "");
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["compile", "--no-config", "--output", `${path}.binary`, `${path}.ts`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal: AbortSignal.timeout(60_000),
    }).output();
    await Deno.writeTextFile(path, String(success));
  });
  return await Deno.readTextFile(path) === "true";
}
