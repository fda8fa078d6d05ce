import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { packMaps } from "./pack_maps.ts";
import { THREADS } from "./threads.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The program's modules, packed into a folder. */
export interface Packed {
  /** The main module; it finds what it imports. */
  readonly main: string;
  /** What it loads by address: the modules of threads, and source maps. */
  readonly others: readonly string[];
}

/**
 * Packs the program's modules, minified: a few files are read at the start instead of a thousand.
 * The packages are those of the lock file, or nothing is packed.
 *
 * @param main The main module, from the root of the repository.
 * @param folder Where the packed modules are written.
 */
export async function packModules(main: string, folder: string): Promise<Packed> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--frozen", "--minify", "--code-splitting"],
      "--sourcemap=external",
      ...["--outdir", folder, main, ...THREADS],
    ],
    cwd: ROOT,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const packed = join(folder, packedName(main));
  const threads = THREADS.map((thread) => namedAsBefore(packed, thread, folder));
  const maps = join(dirname(packed), "maps");
  await packMaps(folder, maps, ROOT);
  return { main: packed, others: [...await Promise.all(threads), maps] };
}

function packedName(module: string): string {
  return module.replace(/\.ts$/, ".js");
}

/** Threads are started by the names of their sources, beside the module that starts them. */
async function namedAsBefore(main: string, thread: string, folder: string): Promise<string> {
  const path = join(dirname(main), thread.slice(thread.lastIndexOf("/") + 1));
  const packed = relative(dirname(path), join(folder, packedName(thread)));
  await Deno.writeTextFile(path, `import "./${packed}";\n`);
  return path;
}
