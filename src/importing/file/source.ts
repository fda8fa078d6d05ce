import { basename } from "node:path";
import { RestaurantError } from "../../values/errors.ts";

/** A file to import. It is read twice: once to understand it, once to take it in. */
export interface ImportSource {
  /** Its name for people. */
  readonly name: string;
  /** Bytes, if known beforehand. */
  readonly size: number | null;
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

/** Copies a stream into a temporary file, so that it can be read twice. */
export async function spool(
  name: string,
  stream: ReadableStream<Uint8Array>,
  folder: string | undefined,
  signal?: AbortSignal,
): Promise<SpooledSource> {
  const path = await Deno.makeTempFile({
    prefix: "restaurant-mcp-import-",
    ...(folder !== undefined && { dir: folder }),
  });
  const dispose = () => Deno.remove(path);
  try {
    const file = await Deno.open(path, { write: true });
    await stream.pipeTo(file.writable, signal === undefined ? {} : { signal });
    const { size } = await Deno.stat(path);
    return {
      name,
      size,
      open: async () => (await Deno.open(path)).readable,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function unreadable(problem: string): RestaurantError {
  return new RestaurantError("NOT_FOUND", `The file ${problem}.`);
}
