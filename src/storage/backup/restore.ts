import { RestaurantError } from "../../values/errors.ts";
import { beginEpoch } from "./begin_epoch.ts";
import { createPartial, discard, fileAt, filesOf, flush } from "./files.ts";
import { assertOurs, type SchemaState } from "../migrations/schema_state.ts";
import { toFileError, toUserError } from "../sqlite/errors.ts";
import { assertRegularFile } from "../sqlite/regular_file.ts";
import { assertSound, isDatabase, makeWhole } from "./whole_file.ts";

/** How a backup is put in the place of a database. */
export interface RestoreOptions {
  /** Whether an existing database may be moved aside. */
  readonly replace: boolean;
  readonly now: Temporal.Instant;
}

/** The result of a restore. */
export interface Restored {
  /** State of the schema that the backup has. */
  readonly schema: SchemaState;
  /** Where the former database is now; null if there was none. */
  readonly aside: string | null;
}

/**
 * Replaces a database by a copy of a backup, once that is checked. The former database is moved
 * aside with all its files, and never deleted. Cursors from before are refused by the copy.
 *
 * @throws {RestaurantError} NOT_FOUND if there is no backup; INVALID_INPUT if it is not a backup,
 * or of a newer version; SERVICE_UNAVAILABLE if it is damaged; CONFLICT if the database exists and
 * may not be replaced, or is in use.
 */
export async function restoreSqlite(
  backup: string,
  target: string,
  { replace, now }: RestoreOptions,
): Promise<Restored> {
  await assertBackup(backup);
  await assertReplaceable(backup, target, replace);
  const partial = await createPartial(target);
  try {
    await copyBytes(backup, partial);
    makeWhole(partial);
    const schema = await assertSound(partial);
    assertOurs(schema, backup);
    beginEpoch(partial);
    await flush(partial);
    await assertUnused(target);
    const aside = await moveAside(target, now);
    await Deno.rename(partial, target);
    return { schema, aside };
  } catch (error) {
    await discard(partial);
    throw toFileError(backup, error);
  }
}

async function assertBackup(path: string): Promise<void> {
  const [file, ...beside] = await filesOf(path);
  if (file !== path) throw new RestaurantError("NOT_FOUND", `There is no backup at '${path}'.`);
  assertRegularFile(path);
  if (beside.length === 0) return;
  throw new RestaurantError("CONFLICT", `'${path}' is not a backup: there is a log beside it.`, {
    hint: "It may be in use, and its last changes are in the log. Make a backup of it first: " +
      `restaurant-mcp backup <file> --database ${path}`,
  });
}

async function assertReplaceable(backup: string, target: string, replace: boolean): Promise<void> {
  if (await fileAt(target) === undefined) return;
  if (await Deno.realPath(backup) === await Deno.realPath(target)) {
    throw new RestaurantError("CONFLICT", "The backup is the database itself.");
  }
  if (!replace) {
    throw new RestaurantError("CONFLICT", `There is already a database at '${target}'.`, {
      hint: "With --replace it is moved aside.",
    });
  }
}

async function assertUnused(target: string): Promise<void> {
  if (await fileAt(target) === undefined || !await isInUse(target)) return;
  throw new RestaurantError("CONFLICT", `The database '${target}' is in use.`, {
    hint: "Stop the server and every client that started one, then try again.",
  });
}

/** If the file is no longer a database, SQLite would discard its log. */
async function isInUse(path: string): Promise<boolean> {
  if (!await isDatabase(path)) return false;
  try {
    return !makeWhole(path);
  } catch (error) {
    if (error instanceof Error && /malformed|not a database/.test(error.message)) return false;
    throw toUserError(error);
  }
}

async function copyBytes(from: string, to: string): Promise<void> {
  const source = await Deno.open(from);
  await source.readable.pipeTo((await Deno.open(to, { write: true })).writable);
}

/**
 * A log that stays behind would be taken for the new database's own. The database itself gets a
 * second name, so that the new one takes its place in one step: there is one whenever this ends.
 */
async function moveAside(target: string, now: Temporal.Instant): Promise<string | null> {
  const files = await filesOf(target);
  const stamp = now.toString({ smallestUnit: "millisecond" }).replaceAll(/[-:]/g, "");
  const aside = `${target}.replaced-${stamp}`;
  for (const file of files.filter((file) => file !== target)) {
    await Deno.rename(file, aside + file.slice(target.length));
  }
  if (files.includes(target)) await nameAlso(target, aside);
  return files.length === 0 ? null : aside;
}

/** Not every file system knows two names of one file; there it is renamed. */
async function nameAlso(path: string, other: string): Promise<void> {
  try {
    await Deno.link(path, other);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    await Deno.rename(path, other);
  }
}
