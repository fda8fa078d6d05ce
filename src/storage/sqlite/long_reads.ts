import { sql } from "kysely";
import type { FileAddress } from "../address/database_address.ts";
import type { LongRead } from "../database.ts";
import { openView } from "../scope/view.ts";
import { toUserError } from "./errors.ts";
import { connect, READER_PRAGMAS } from "./sqlite.ts";

/** A connection for long reads only, in a thread of their own: one read runs at once. */
export interface LongReads extends AsyncDisposable {
  readonly readLong: LongRead;
}

/** Opens an existing, migrated file for reads that each see one moment. */
export function openLongReads({ path }: FileAddress): LongReads {
  const reader = connect(path, READER_PRAGMAS);
  return {
    async readLong(view, read) {
      try {
        // Not `begin`, which would take the lock for writing.
        await sql`begin deferred`.execute(reader);
        return await read(openView(reader, view));
      } catch (error) {
        throw toUserError(error);
      } finally {
        await sql`rollback`.execute(reader);
      }
    },
    [Symbol.asyncDispose]: () => reader.destroy(),
  };
}
