import { basename, dirname, join } from "node:path";
import { RestaurantError } from "../../values/errors.ts";
import { assertNotLost } from "../sqlite/marker.ts";
import { publicId } from "../../values/public_id.ts";

/** The suffixes of the files that SQLite keeps beside a database. */
const BESIDE = ["-wal", "-shm", "-journal"] as const;

/** A copy that has not been written to for this long belongs to a process that was killed. */
const LEFT_BEHIND_MS = 3_600_000;

/** What is known about a file without opening it; undefined if there is none. */
export async function fileAt(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** @throws {RestaurantError} NOT_FOUND if there is no file at a path. */
export async function assertExists(path: string): Promise<void> {
  if (await fileAt(path) !== undefined) return;
  assertNotLost(path);
  throw new RestaurantError("NOT_FOUND", `There is no database at '${path}'.`, {
    hint: "Check the path given with --database or DATABASE_URL; an import creates a database.",
  });
}

/** @throws {RestaurantError} CONFLICT if there is something at a path. */
export async function assertAbsent(path: string): Promise<void> {
  if (await fileAt(path) === undefined) return;
  throw new RestaurantError("CONFLICT", `'${path}' already exists and was left unchanged.`, {
    hint: "Give a name that is not taken.",
  });
}

/** @throws {RestaurantError} INVALID_INPUT for a name that SQLite gives to what belongs to a database. */
export function assertNoLogName(path: string): void {
  const ending = BESIDE.find((ending) => path.endsWith(ending));
  if (ending === undefined) return;
  throw new RestaurantError("INVALID_INPUT", `'${path}' would be mistaken for a SQLite log.`, {
    hint: `Give a name that does not end with ${ending}.`,
  });
}

/**
 * Creates an empty file that only its owner may read, to be renamed once it is complete, and
 * returns its path.
 *
 * @throws {RestaurantError} INVALID_INPUT if it cannot be created.
 */
export async function createPartial(whole: string): Promise<string> {
  const path = `${whole}.partial-${publicId()}`;
  try {
    await sweepPartials(whole);
    (await Deno.open(path, { write: true, createNew: true, mode: 0o600 })).close();
    return path;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new RestaurantError("INVALID_INPUT", `'${whole}' cannot be created.`, {
      hint: "Check that its folder exists and may be written to.",
    });
  }
}

/**
 * Removes the remains of killed copies, which contain guests' names. A younger one may still be in
 * use.
 */
async function sweepPartials(whole: string): Promise<void> {
  const prefix = `${basename(whole)}.partial-`;
  for await (const { name } of Deno.readDir(dirname(whole))) {
    const path = join(dirname(whole), name);
    if (!name.startsWith(prefix) || !/^[A-Z0-9]{8}/.test(name.slice(prefix.length))) continue;
    const written = (await fileAt(path))?.mtime?.getTime() ?? Infinity;
    if (Date.now() - written > LEFT_BEHIND_MS) await Deno.remove(path);
  }
}

/** Waits until a file is on the disk and survives a power failure. */
export async function flush(path: string): Promise<void> {
  const file = await Deno.open(path, { write: true });
  try {
    await file.sync();
  } finally {
    file.close();
  }
}

/** A database and the existing files that SQLite keeps beside it. */
export async function filesOf(path: string): Promise<string[]> {
  const files: string[] = [];
  for (const ending of ["", ...BESIDE]) {
    if (await fileAt(`${path}${ending}`) !== undefined) files.push(`${path}${ending}`);
  }
  return files;
}

/** Removes a database that was never published. */
export async function discard(path: string): Promise<void> {
  for (const file of await filesOf(path)) await Deno.remove(file);
}
