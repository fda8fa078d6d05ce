import { basename } from "node:path";
import { RestaurantError } from "../../values/errors.ts";
import { unnamedFile } from "./unnamed_file.ts";

/** A file to import. It is read twice: once to understand it, once to take it in. */
export interface ImportSource {
  /** Its name for people. */
  readonly name: string;
  /** Bytes, if known beforehand. */
  readonly size: number | null;
  /** The lines of the file by the lines of its text, if that was made from something else. */
  readonly lines?: ReadonlyMap<number, number>;
  open(): Promise<ReadableStream<Uint8Array>>;
}

/** A source that keeps a copy on disk until it is disposed. */
export type SpooledSource = ImportSource & AsyncDisposable;

/**
 * A file on disk. Pipes and other files that can be read only once are copied into `folder` first.
 *
 * @throws {RestaurantError} when it is missing, a folder, or not readable.
 */
export async function fileSource(
  path: string,
  folder: string | undefined,
  signal?: AbortSignal,
): Promise<SpooledSource> {
  try {
    const { isFile, isDirectory, size } = await Deno.stat(path);
    if (isDirectory) throw unreadable("is a folder; name the files in it");
    if (!isFile) {
      return await spool(basename(path), (await Deno.open(path)).readable, folder, signal);
    }
    (await Deno.open(path)).close();
    return {
      name: basename(path),
      size,
      open: async () => (await Deno.open(path)).readable,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw unreadable("does not exist");
    if (error instanceof Deno.errors.PermissionDenied) throw unreadable("may not be read");
    throw error;
  }
}

/** Copies a stream into a file without a name, so that it can be read twice. */
export async function spool(
  name: string,
  stream: ReadableStream<Uint8Array>,
  folder: string | undefined,
  signal?: AbortSignal,
): Promise<SpooledSource> {
  await using file = new AsyncDisposableStack();
  const copy = file.use(await unnamedFile(folder));
  await copy.fill(stream, signal);
  const kept = file.move();
  return {
    name,
    size: copy.size,
    open: () => Promise.resolve(copy.read()),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function unreadable(problem: string): RestaurantError {
  return new RestaurantError("NOT_FOUND", `The file ${problem}.`);
}
