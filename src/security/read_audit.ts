import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { RestaurantError } from "../values/errors.ts";

/** Which entries are read; without a time, all of a chain. */
export interface AuditSelection {
  /** The location whose chain it is, or the house. */
  readonly chain: string;
  /** Calls from this instant on, in the format of the column `at`. */
  readonly from?: string | undefined;
  /** Of calls before this instant. */
  readonly before?: string | undefined;
  /** Only entries after this number. */
  readonly after?: number | undefined;
  /** Only entries up to this number. */
  readonly until?: number | undefined;
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
}

/** The batch size, in entries. */
const BATCH = 1000;

/**
 * The entries of a chain in the order of their numbers, in batches.
 *
 * @throws the error recognised by `isNoNumber`, at an entry with a number larger than this program
 * ever writes; the entries before it have been returned by then.
 */
export async function* auditBatches(
  reader: Reader,
  selection: AuditSelection,
): AsyncGenerator<readonly Row<"audit_entries">[]> {
  let { after } = selection;
  while (true) {
    const batch = await readBatch(reader, selection, after);
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last.sequence;
    await turn();
    selection.signal?.throwIfAborted();
  }
}

async function readBatch(
  reader: Reader,
  { chain, from, before, until }: AuditSelection,
  after: number | undefined,
): Promise<Row<"audit_entries">[]> {
  const query = reader.selectFrom("audit_entries").selectAll()
    .where("location_id", "=", chain)
    .$if(after !== undefined, (query) => query.where("sequence", ">", after ?? 0))
    .$if(from !== undefined, (query) => query.where("at", ">=", from ?? ""))
    .$if(before !== undefined, (query) => query.where("at", "<", before ?? ""))
    .$if(until !== undefined, (query) => query.where("sequence", "<=", until ?? 0))
    .orderBy("sequence");
  try {
    return await query.limit(BATCH).execute();
  } catch (error) {
    if (!isNoNumber(error)) throw error;
    // One by one, so that entries before the invalid one are still read.
    return await query.limit(1).execute();
  }
}

/** Whether an error says that a number is larger than any that this program writes. */
export function isNoNumber(error: unknown): boolean {
  return error instanceof RangeError ||
    error instanceof RestaurantError && error.cause instanceof RangeError;
}

/** SQLite answers without giving way; signals of the system are only heard between turns. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
