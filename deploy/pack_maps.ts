import { basename, dirname, join, relative, resolve } from "node:path";

/** A source map, as far as it is read here (Source Map 3). */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly string[];
}

/** Larger maps are of data and drawing libraries, in which nothing of ours fails. */
const LARGEST = 2_500_000;

/**
 * Makes the source maps of a folder small enough for a binary: without the sources' texts, packed,
 * and with names that do not depend on where it was built.
 *
 * @param maps Where they are written.
 */
export async function packMaps(folder: string, maps: string, root: string): Promise<void> {
  await Deno.mkdir(maps);
  for await (const path of mapsIn(folder)) {
    const text = await Deno.readTextFile(path);
    await Deno.remove(path);
    const { sourcesContent: _texts, ...map }: SourceMap = JSON.parse(text);
    const sources = map.sources.map((source) => nameOf(resolve(dirname(path), source), root));
    const small = JSON.stringify({ ...map, sources });
    if (small.length > LARGEST) continue;
    const stream = new Blob([small]).stream().pipeThrough(new CompressionStream("gzip"));
    await Deno.writeFile(join(maps, `${basename(path)}.gz`), stream);
  }
}

async function* mapsIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* mapsIn(path);
    else if (name.endsWith(".map")) yield path;
  }
}

/** `src/…` for a source of the program, `<package>/…` for one of a package. */
function nameOf(path: string, root: string): string {
  const [, inPackage] = path.split("registry.npmjs.org/");
  return inPackage ?? relative(root, path).replaceAll("\\", "/");
}
