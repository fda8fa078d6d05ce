import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { RestaurantError } from "../values/errors.ts";

/** Which entries are read; without a time, all of them. */
export interface AuditSelection {
  /** Of calls from this instant on, as the column `at` has it. */
  readonly from?: string | undefined;
  /** Of calls before this instant. */
  readonly before?: string | undefined;
  /** Only entries after this number. */
  readonly after?: number | undefined;
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
}

/** How many entries are in memory at a time. */
const BATCH = 1000;

/**
 * The entries of the audit in the order of their numbers, some at a time.
 *
 * @throws what `isNoNumber` knows, at an entry with a number larger than this program ever writes; those before
 * it have been given by then.
 */
export async function* auditBatches(
  reader: Reader,
  selection: AuditSelection = {},
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
  { from, before }: AuditSelection,
  after: number | undefined,
): Promise<Row<"audit_entries">[]> {
  const query = reader.selectFrom("audit_entries").selectAll()
    .$if(after !== undefined, (query) => query.where("sequence", ">", after ?? 0))
    .$if(from !== undefined, (query) => query.where("at", ">=", from ?? ""))
    .$if(before !== undefined, (query) => query.where("at", "<", before ?? ""))
    .orderBy("sequence");
  try {
    return await query.limit(BATCH).execute();
  } catch (error) {
    if (!isNoNumber(error)) throw error;
    // Alone, so that what stands before the faulty entry is still read.
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
