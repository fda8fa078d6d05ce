import { sql } from "kysely";
import type { Database } from "../src/storage/database.ts";
import { program, type ServedProgram, serveProgram } from "../tests/support/server_process.ts";
import { type BenchDatabase, fileAt, prepare } from "./engines.ts";
import { addHistory, type HistoryLook } from "./history.ts";
import { UNLIMITED } from "./measure.ts";

/** A file with a history of orders. */
export interface FilledFile {
  readonly path: string;
  /** Ids of simple items. */
  readonly items: readonly string[];
}

/** Works on a file that is filled for it and then removed. */
export async function withFilledFile<Result>(
  orders: number,
  work: (file: FilledFile) => Promise<Result>,
  look?: HistoryLook,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/bench.db`;
    return await work({ path, items: await filled(fileAt(path), orders, look) });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Prepares an empty database and adds a history; gives the ids of simple items. */
export async function filled(
  { open }: Pick<BenchDatabase, "open">,
  orders: number,
  look?: HistoryLook,
): Promise<string[]> {
  await using database = await open();
  const items = await prepare(database);
  await addHistory(database, orders, look);
  await analyze(database);
  return items;
}

/** As PostgreSQL does by itself within a minute: else its plans change during the measurement. */
async function analyze({ engine, write }: Database): Promise<void> {
  if (engine === "postgres") await write((writer) => sql`analyze`.execute(writer));
}

/** Options of a server that is measured: no limits on rates, and only errors in its log. */
export const OPTIONS = ["--log-level", "error", ...UNLIMITED] as const;

/** Starts the program on a database over HTTP, with `OPTIONS`. */
export async function serveDatabase(url: string): Promise<ServedProgram> {
  return await serveProgram(program("--database", url, ...OPTIONS));
}
