/** A place in a packed module, as stack traces write it. */
const PLACE = /(file:\/\/\/[^\s"()]*?\/[\w.-]+\.js):(\d+):(\d+)/g;

/** What finds the source of a place in one packed module. */
type Find = (line: number, column: number) => string | undefined;

/** Of the modules of which an error was logged already. */
const finders = new Map<string, Promise<Find>>();

/** Whether a text names places in packed modules, which a binary consists of. */
export function hasPackedPlaces(text: string): boolean {
  return Deno.build.standalone && text.search(PLACE) >= 0;
}

/**
 * A text with places in packed modules replaced by those in the sources. A place whose source map
 * (`maps/<module>.map.gz`, beside the module) cannot be read stays as it is.
 */
export async function withSourcePlaces(text: string): Promise<string> {
  const modules = new Set(Array.from(text.matchAll(PLACE), ([, module = ""]) => module));
  const found = new Map<string, Find>();
  for (const module of modules) {
    found.set(module, await finders.getOrInsertComputed(module, finderOf));
  }
  return text.replaceAll(
    PLACE,
    (place, module, line, column) => found.get(module)?.(Number(line), Number(column)) ?? place,
  );
}

async function finderOf(module: string): Promise<Find> {
  try {
    const packed = await Deno.readFile(new URL(module.replace(/[^/]*$/, "maps/$&.map.gz")));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const { originalPositionFor, TraceMap } = await import("@jridgewell/trace-mapping");
    const map = new TraceMap(await new Response(plain).text());
    return (line, column) => {
      // A stack counts columns from 1, a map from 0.
      const { source, ...at } = originalPositionFor(map, { line, column: column - 1 });
      return source === null ? undefined : `${source}:${at.line}:${(at.column ?? 0) + 1}`;
    };
  } catch {
    return () => undefined;
  }
}
