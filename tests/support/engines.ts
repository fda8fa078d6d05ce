import { sql } from "kysely";
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
  /** What the engine's own check of everything stored finds wrong. */
  complaints(database: Database): Promise<string[]>;
}

/** Every engine that the storage room knows. */
export const ENGINES: readonly Engine[] = [
  { name: "sqlite", place: temporaryFile, open: openSqlite, complaints: integrityCheck },
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

async function integrityCheck(database: Database): Promise<string[]> {
  const { rows } = await database.write((writer) =>
    sql<{ integrity_check: string }>`pragma integrity_check`.execute(writer)
  );
  return rows.map(({ integrity_check }) => integrity_check).filter((found) => found !== "ok");
}
