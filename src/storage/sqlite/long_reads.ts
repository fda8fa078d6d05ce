import { sql } from "kysely";
import type { FileAddress } from "../address/database_address.ts";
import type { LongReads } from "../database.ts";
import { openView } from "../scope/view.ts";
import { toUserError } from "./errors.ts";
import { HIDING_VIEWS } from "./hiding_views.ts";
import { connect, READER_PRAGMAS } from "./connection.ts";
import { HAS_FUNCTIONS, STILL_WANTED, stillWanted, stoppable } from "./stoppable.ts";

/**
 * Opens an existing, migrated file for reads that each see one moment.
 *
 * @param isWanted Asked again and again during each query; the query fails once it is false.
 */
export function openLongReads({ path }: FileAddress, isWanted: () => boolean): LongReads {
  const reader = connect(
    path,
    READER_PRAGMAS,
    {
      functions: HAS_FUNCTIONS ? { [STILL_WANTED]: stillWanted(isWanted) } : {},
      first: HIDING_VIEWS,
    },
  );
  const stoppableReader = reader.withPlugin(stoppable(isWanted));
  return {
    async readLong(view, read) {
      try {
        // Not `begin`, which would take the lock for writing.
        await sql`begin deferred`.execute(reader);
        return await read(openView(stoppableReader, view));
      } catch (error) {
        throw toUserError(error);
      } finally {
        await sql`rollback`.execute(reader);
      }
    },
    [Symbol.asyncDispose]: () => reader.destroy(),
  };
}
