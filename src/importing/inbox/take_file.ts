import type { Database } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fileSource } from "../file/source.ts";
import type { ImportHooks } from "../hooks.ts";
import { importFile } from "../import_file.ts";
import type { ImportOptions } from "../options.ts";
import { AlreadyImported } from "../running_import.ts";
import { fileDigest } from "./file_digest.ts";
import { putAway } from "./put_away.ts";
import type { TakenFile } from "./taken_file.ts";
import { stateOf, type WaitingFile, waitingFiles } from "./waiting_files.ts";

/**
 * Imports a file and puts it away, with what became of it beside it. The import notes the file's
 * digest in its own transaction: whenever the program was stopped, the file is not taken twice.
 *
 * @returns undefined if the file was written meanwhile: it is looked at again.
 * @throws {RestaurantError} SERVICE_UNAVAILABLE if the database does not answer: the file stays.
 */
export async function takeFile(
  database: Pick<Database, "writeSliced">,
  waiting: WaitingFile,
  options: ImportOptions,
  hooks: Pick<ImportHooks, "signal" | "clock">,
): Promise<TakenFile | undefined> {
  const taken = await tryImport(database, waiting, options, hooks);
  if (!await isUnchanged(waiting)) return undefined;
  await putAway(waiting, taken);
  return taken;
}

async function tryImport(
  database: Pick<Database, "writeSliced">,
  { folder, name, location }: WaitingFile,
  options: ImportOptions,
  hooks: Pick<ImportHooks, "signal" | "clock">,
): Promise<TakenFile> {
  const path = `${folder}/${name}`;
  const placed = location === undefined ? options : { ...options, location };
  try {
    const digest = await fileDigest(path);
    await using source = await fileSource(path, undefined, hooks.signal);
    const summary = await importFile(database, source, placed, { ...hooks, digest });
    return { file: name, status: "imported", summary };
  } catch (error) {
    if (error instanceof AlreadyImported) {
      return { file: name, status: "known", import_id: error.importId };
    }
    if (!(error instanceof RestaurantError) || error.code === "SERVICE_UNAVAILABLE") throw error;
    const { code, message, details: { hint } } = error;
    return { file: name, status: "failed", error_code: code, message, hint };
  }
}

async function isUnchanged(waiting: WaitingFile): Promise<boolean> {
  const inbox = waiting.location === undefined
    ? waiting.folder
    : waiting.folder.slice(0, -waiting.location.length - 1);
  return (await waitingFiles(inbox)).some((now) => stateOf(now) === stateOf(waiting));
}
