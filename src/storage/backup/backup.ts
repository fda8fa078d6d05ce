import * as sqlite from "node:sqlite";
import { RestaurantError } from "../../values/errors.ts";
import {
  assertAbsent,
  assertExists,
  assertNoLogName,
  createPartial,
  discard,
  flush,
} from "./files.ts";
import { fileAddress } from "../address/database_address.ts";
import { isOwn, notOwn } from "../migrations/own_database.ts";
import { openSnapshot } from "./snapshot.ts";
import { assertRegularFile } from "../sqlite/regular_file.ts";
import { READER_PRAGMAS } from "../sqlite/connection.ts";
import { toUserError } from "../sqlite/errors.ts";
import { assertSound, makeWhole } from "./whole_file.ts";

/** How far a copy is. */
export interface CopyProgress {
  readonly totalPages: number;
  readonly remainingPages: number;
}

type Backup = (
  source: sqlite.DatabaseSync,
  path: string,
  options: { readonly rate: number; progress(progress: CopyProgress): void },
) => Promise<unknown>;

/** Older versions of Deno have none, and their types know none. */
const { backup } = sqlite as { readonly backup?: Backup };

/** The interval of progress reports. */
const PAGES_AT_ONCE = 1000;

/**
 * Copies a database, as it is now, into a new file, checks the copy, and returns its size in bytes.
 * Other processes continue to read and write during the copy. The copy appears under its name
 * complete or not at all; only its owner may read it.
 *
 * @throws {RestaurantError} NOT_FOUND if there is no database, INVALID_INPUT if it is not one of
 * this program, CONFLICT if the file exists,
 * SERVICE_UNAVAILABLE if the database is damaged or the runtime cannot copy.
 */
export async function backUpSqlite(
  from: string,
  to: string,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<number> {
  await assertExists(from);
  assertRegularFile(from);
  assertNoLogName(to);
  await assertAbsent(to);
  await assertMade(from);
  const partial = await createPartial(to);
  try {
    await copySnapshot(from, partial, onProgress);
    makeWhole(partial);
    await assertSound(partial);
    await flush(partial);
    await assertAbsent(to);
    await Deno.rename(partial, to);
    return (await Deno.stat(to)).size;
  } catch (error) {
    await discard(partial);
    throw toUserError(error);
  }
}

/** A newer version's database may be backed up, too, and one that is being filled. */
async function assertMade(path: string): Promise<void> {
  await using snapshot = await openSnapshot(fileAddress(path));
  const { applied, occupant } = snapshot.schema;
  if (!isOwn(applied)) throw notOwn(path, occupant);
}

/**
 * The transaction keeps the source unchanged. Without it SQLite restarts the copy after every
 * write, and on a busy evening never ends.
 */
async function copySnapshot(
  from: string,
  to: string,
  progress: (progress: CopyProgress) => void,
): Promise<void> {
  if (backup === undefined) throw cannotCopy();
  const source = new sqlite.DatabaseSync(from);
  try {
    source.exec(READER_PRAGMAS);
    source.exec("begin deferred");
    source.prepare("select count(*) from sqlite_master").get();
    await backup(source, to, { rate: PAGES_AT_ONCE, progress });
  } finally {
    source.close();
  }
}

function cannotCopy(): RestaurantError {
  return new RestaurantError(
    "SERVICE_UNAVAILABLE",
    `This program runs on Deno ${Deno.version.deno}, which cannot copy a database in use.`,
    { hint: "Use a newer build; or stop the server and copy the file." },
  );
}
