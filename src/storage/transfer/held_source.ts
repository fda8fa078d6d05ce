import { type Kysely, sql } from "kysely";
import { RestaurantError } from "../../values/errors.ts";
import type { FileAddress, StoredAddress } from "../address/database_address.ts";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { assertExists } from "../backup/files.ts";
import { beginReadTransaction } from "../postgres/reading.ts";
import { type Schema, TABLE_NAMES } from "../schema/schema.ts";
import { assertCurrent } from "../migrations/schema_state.ts";
import { openSnapshot } from "../backup/snapshot.ts";
import { connect } from "../sqlite/connection.ts";
import { toUserError } from "../sqlite/errors.ts";
import { areRowsHidden } from "../unpublished_rows.ts";
import { isLocked } from "../user_error.ts";

/** A database that cannot change until this is disposed. */
export interface HeldSource extends AsyncDisposable {
  readonly reader: Kysely<Schema>;
}

/** The whole file for this connection alone, or nothing. */
const HELD_PRAGMAS = `
  pragma busy_timeout = 0;
  pragma locking_mode = exclusive;
  pragma trusted_schema = off;
`;

/**
 * Opens an existing database and locks it against changes. A file is locked against readers, too,
 * so that not even an idle server has it open.
 *
 * @throws {RestaurantError} NOT_FOUND if there is none, CONFLICT if it is in use or of an older
 * version, INVALID_INPUT if it is of another program or a newer version.
 */
export async function holdSource(address: StoredAddress): Promise<HeldSource> {
  return address.kind === "file" ? await holdFile(address) : await holdServer(address);
}

async function assertReadable(address: StoredAddress): Promise<void> {
  await using snapshot = await openSnapshot(address);
  assertCurrent(snapshot.schema, String(address));
}

async function holdFile(address: FileAddress): Promise<HeldSource> {
  const { path } = address;
  await assertExists(path);
  await assertReadable(address);
  let opened: Kysely<Schema> | undefined;
  try {
    const reader = opened = connect(path, HELD_PRAGMAS);
    await sql`begin immediate`.execute(reader);
    await assertFinished(reader);
    return {
      reader,
      async [Symbol.asyncDispose]() {
        await sql`rollback`.execute(reader);
        await reader.destroy();
      },
    };
  } catch (error) {
    await opened?.destroy();
    throw isLocked(error) ? inUse() : toUserError(error);
  }
}

/** @throws {RestaurantError} CONFLICT if an import was stopped before its end. */
async function assertFinished(reader: Kysely<Schema>): Promise<void> {
  if (!await areRowsHidden(reader)) return;
  throw new RestaurantError(
    "CONFLICT",
    "An import was interrupted, and is still to be taken back.",
    {
      hint: "Start the server once, which takes it back, then stop it and try again.",
    },
  );
}

async function holdServer(address: PostgresAddress): Promise<HeldSource> {
  await assertReadable(address);
  const reading = await beginReadTransaction(address);
  try {
    const tables = sql.join(TABLE_NAMES.map((table) => sql.table(table)));
    // The first query decides which moment the transaction sees, so the lock comes before it.
    await sql`lock table ${tables} in share mode nowait`.execute(reading.reader);
    return reading;
  } catch (error) {
    await reading[Symbol.asyncDispose]();
    const isLocked = error instanceof Error && /Another program is writing/.test(error.message);
    throw isLocked ? inUse() : error;
  }
}

function inUse(): RestaurantError {
  return new RestaurantError("CONFLICT", "The source database is in use.", {
    hint: "Stop every server and every client that started one, then try again.",
  });
}
