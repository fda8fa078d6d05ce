import { packModules } from "./pack_modules.ts";
import { flagsOf, type Rights } from "./rights.ts";

/** A binary to build. */
export interface Build {
  readonly rights: Rights;
  /** The file to write. */
  readonly output: string;
  /** The main module, from the root of the repository; main.ts unless a test builds another. */
  readonly main?: string;
  /** A triple as `deno compile --target` takes it; without it, this machine. */
  readonly target?: string | undefined;
}

/**
 * The words of the command that compiles; its arguments follow. DENO_COMPILE may name another one
 * that takes the arguments of `deno compile`, of a Deno in which Temporal still was unstable; what
 * that lacks, src/values/older_runtime.ts provides.
 */
export type Compiler = readonly string[];

/** The compiler named by DENO_COMPILE, else that of this Deno. */
export function compilerIn(other: string | undefined): Compiler {
  return other ? [other, "--unstable-temporal"] : [Deno.execPath(), "compile"];
}

/** Memory stays low: what has died is collected early. It costs a few calls of a hundred. */
const V8_FLAGS = "--max-semi-space-size=2,--heap-growing-percent=100";

/**
 * Builds the program as one binary.
 *
 * @returns The exit code of the compiler.
 */
export async function build(
  [command = "", ...words]: Compiler,
  { rights, output, main = "main.ts", target }: Build,
): Promise<number> {
  const folder = await Deno.makeTempDir();
  try {
    const packed = await packModules(main, folder);
    const { code } = await new Deno.Command(command, {
      args: [
        ...words,
        // The packed modules need neither packages nor types; what they expect of Deno is named here.
        ...["--no-config", "--no-check", "--unstable-no-legacy-abort"],
        `--v8-flags=${V8_FLAGS}`,
        ...flagsOf(rights),
        ...packed.others.flatMap((module) => ["--include", module]),
        ...(target === undefined ? [] : ["--target", target]),
        ...["--output", output, packed.main],
      ],
    }).spawn().status;
    return code;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
