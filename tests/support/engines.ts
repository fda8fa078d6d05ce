import type { Database } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";

/** Where one test keeps its database; other processes can open it, too. Gone when disposed. */
export interface Place extends AsyncDisposable {
  readonly url: string;
}

/** A storage engine that the contract tests run on. */
export interface Engine {
  readonly name: string;
  /** An empty place of its own. */
  place(): Promise<Place>;
  open(url: string): Promise<Database>;
}

/** Every engine that the storage room knows. */
export const ENGINES: readonly Engine[] = [
  { name: "sqlite", place: temporaryFile, open: openSqlite },
];

/** The engine with this name, for a process that a test starts. */
export function engineNamed(wanted: string | undefined): Engine {
  const engine = ENGINES.find(({ name }) => name === wanted);
  if (engine === undefined) throw new Error(`No engine is called ${wanted}`);
  return engine;
}

async function temporaryFile(): Promise<Place> {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  return {
    url: `${folder}/restaurant.db`,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
