import { dirname } from "node:path";
import { fileAt } from "../storage/backup/files.ts";
import { isPostgresUrl } from "../storage/postgres/address.ts";

/** A folder in which there is room for what an import reads twice. */
interface SpoolFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Beside the database, where there is room for its data; where its folder is to be made, above it.
 * With a server, a folder of its own on this machine, gone when disposed.
 */
export async function spoolFolder(database: string): Promise<SpoolFolder> {
  if (isPostgresUrl(database)) return await temporaryFolder();
  let path = dirname(database);
  while (await fileAt(path) === undefined) path = dirname(path);
  return { path, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function temporaryFolder(): Promise<SpoolFolder> {
  const path = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
