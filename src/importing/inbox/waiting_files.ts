/** Where files go that were taken, and that could not be. */
export const DONE = "done";
/** See `DONE`. */
export const FAILED = "failed";

/** A file that waits in an inbox. */
export interface WaitingFile {
  /** The inbox, or the folder of a location in it. */
  readonly folder: string;
  readonly name: string;
  /** The location whose folder it lies in. */
  readonly location?: string;
  readonly size: number;
  /** Milliseconds of the epoch at which it was written last. */
  readonly written: number;
}

/** What programs call files that they are still writing, and what is no export. */
const UNFINISHED = /^[.~]|\.(part|partial|tmp|temp|filepart|crdownload|download|swp|lock)$/i;

/**
 * The files in an inbox and in the folders of locations in it, the oldest first; of one minute by
 * name, so that Toast's items come before the orders and payments that complete them.
 */
export async function waitingFiles(inbox: string): Promise<WaitingFile[]> {
  const files: WaitingFile[] = [];
  for (const entry of await entriesOf(inbox)) {
    if (entry.name === DONE || entry.name === FAILED) continue;
    if (entry.isFile) files.push(...await fileIn(inbox, entry.name));
    if (!entry.isDirectory || UNFINISHED.test(entry.name)) continue;
    const folder = `${inbox}/${entry.name}`;
    for (const { name, isFile } of await entriesOf(folder)) {
      if (isFile) files.push(...await fileIn(folder, name, entry.name));
    }
  }
  const minute = ({ written }: WaitingFile) => Math.floor(written / 60_000);
  return files.sort((a, b) => minute(a) - minute(b) || (a.name < b.name ? -1 : 1));
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  return await Array.fromAsync(Deno.readDir(folder));
}

/** The file, unless it is not finished or gone by now. Links are no files: they lead elsewhere. */
async function fileIn(folder: string, name: string, location?: string): Promise<WaitingFile[]> {
  if (UNFINISHED.test(name)) return [];
  try {
    const { size, mtime, isFile } = await Deno.lstat(`${folder}/${name}`);
    if (!isFile) return [];
    const written = mtime?.getTime() ?? 0;
    return [{ folder, name, size, written, ...(location !== undefined && { location }) }];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Tells a file and its state from others: as long as it stays the same, nothing is written. */
export function stateOf({ folder, name, size, written }: WaitingFile): string {
  return `${folder}/${name}\n${size}\n${written}`;
}
