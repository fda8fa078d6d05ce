import type { Database } from "../../storage/database.ts";
import type { Clock } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { ImportOptions } from "../options.ts";
import { takeFile } from "./take_file.ts";
import type { TakenFile } from "./taken_file.ts";
import { stateOf, waitingFiles } from "./waiting_files.ts";

/** A folder whose files are imported as they come. */
export interface Inbox {
  readonly folder: string;
  /** How each of them is read; a file in the folder of a location goes there. */
  readonly options: ImportOptions;
  readonly onTaken: (taken: TakenFile) => void;
  /** Hears why files could not be looked for or taken now; that is tried again. */
  readonly onError: (error: unknown) => void;
}

/** How an inbox is looked after. */
export interface InboxHooks {
  /** Aborting ends it; a file that is being imported is left as it was. */
  readonly signal: AbortSignal;
  /** Time between two looks, in milliseconds: what did not change between them is finished. */
  readonly everyMs?: number;
  readonly clock?: Clock;
}

/** Slow uploads pause for some seconds. */
const EVERY_MS = 5000;

/**
 * Imports files that appear in a folder once they have stopped growing, until it is aborted. It asks
 * for the files again and again, because shares over a network tell nobody of changes.
 */
export async function watchInbox(
  database: Pick<Database, "writeSliced">,
  inbox: Inbox,
  { signal, everyMs = EVERY_MS, clock }: InboxHooks,
): Promise<void> {
  let before = new Set<string>();
  while (!signal.aborted) {
    try {
      const files = await waitingFiles(inbox.folder);
      for (const file of files.filter((one) => before.has(stateOf(one)))) {
        const hooks = { signal, ...(clock !== undefined && { clock }) };
        const taken = await takeFile(database, file, inbox.options, hooks);
        if (taken !== undefined) inbox.onTaken(taken);
      }
      before = new Set(files.map(stateOf));
    } catch (error) {
      if (signal.aborted) return;
      inbox.onError(error);
    }
    await pause(everyMs, signal);
  }
}

/** @throws {RestaurantError} NOT_FOUND if there is no such folder. */
export async function assertInbox(folder: string): Promise<void> {
  const isFolder = await Deno.stat(folder).then(({ isDirectory }) => isDirectory, () => false);
  if (isFolder) return;
  throw new RestaurantError("NOT_FOUND", `The inbox '${folder}' is not a folder.`, {
    hint: "Make it, or name another one.",
  });
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
