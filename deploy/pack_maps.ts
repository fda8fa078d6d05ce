import { basename, dirname, join, relative, resolve } from "node:path";

/** A source map, as far as it is read here (Source Map 3). */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly string[];
}

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
    // What is of packages alone takes room for lines that nobody here can mend.
    if (!sources.some((source) => /^(?:src|tests)\/.*\.ts$|^main\.ts$/.test(source))) continue;
    const small = JSON.stringify({ ...map, sources });
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
