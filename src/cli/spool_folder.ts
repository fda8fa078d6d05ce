import { dirname } from "node:path";
import { fileAt } from "../storage/backup/files.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";

/** A folder with room for what an import reads twice. */
interface SpoolFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Beside the database file, as there is room for its data; above its folder if that is yet to be made.
 * Without a file, a folder of its own on this machine, gone when disposed.
 */
export async function spoolFolder(database: DatabaseAddress): Promise<SpoolFolder> {
  if (database.kind !== "file") return await temporaryFolder();
  let path = dirname(database.path);
  while (await fileAt(path) === undefined) path = dirname(path);
  return { path, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function temporaryFolder(): Promise<SpoolFolder> {
  const path = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
