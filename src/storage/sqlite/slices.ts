import { type Kysely, sql } from "kysely";
import { lateCommit } from "../before_commit.ts";
import type { Database, Writer } from "../database.ts";
import type { Schema } from "../schema/schema.ts";
import { lockFile } from "./file_lock.ts";

/** The empty file beside a database whose lock long work holds. */
function lockOf(path: string): string {
  return `${path}-import`;
}

/**
 * Work in slices, each in a transaction of its own.
 *
 * @param transaction Runs work in one transaction, without the steps before a commit.
 * @param whenDone Runs after the work, however it ends.
 */
export function inSlices(
  path: string,
  transaction: <Result>(work: (writer: Writer) => Promise<Result>) => Promise<Result>,
  whenDone: () => Promise<void>,
): Database["writeSliced"] {
  return async (work, signal) => {
    using _lock = await lockFile(lockOf(path), signal);
    const commit = lateCommit();
    try {
      return await work({
        areOne: false,
        slice: (piece) => transaction((writer) => commit.run(writer, piece)),
        last: (piece) =>
          transaction(async (writer) => {
            const result = await commit.run(writer, piece);
            await commit.finish(writer);
            return result;
          }),
      });
    } finally {
      await whenDone();
    }
  };
}

const TRIES = 20;
const PAUSE_MS = 25;

/**
 * Brings the log into the file and makes it empty, as soon as no reader is at an earlier moment. If
 * one stays there, the log is cut later, by the limit on its size.
 */
export async function emptyLog(writer: Kysely<Schema>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const emptying = sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`;
    const { rows: [done] } = await emptying.execute(writer).catch(() => ({ rows: [] }));
    if (done?.busy === 0) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
