import type { Database, Writer } from "../storage/database.ts";
import { lockExclusive } from "../storage/exclusive_lock.ts";

/**
 * Does some work in one transaction, one import after the other: each builds on what it finds
 * stored. A dry run does the same work and takes it back.
 */
export async function writeOrTakeBack<Result>(
  database: Pick<Database, "write">,
  dryRun: boolean,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const dryRunDone = new Error("dry run");
  let result: { readonly value: Result } | undefined;
  try {
    return await database.write(async (writer) => {
      await lockExclusive(writer, "import");
      result = { value: await work(writer) };
      if (dryRun) throw dryRunDone;
      return result.value;
    });
  } catch (error) {
    if (error === dryRunDone && result !== undefined) return result.value;
    throw error;
  }
}
