import type { Database, Slices, Writer } from "../../storage/database.ts";
import { takeBackUnfinished } from "./unfinished.ts";

/** The last piece of some work, with its result. */
export type LastPiece<Result> = (writer: Writer) => Promise<Result>;

/**
 * Does some work, one import after the other: each builds on what it finds stored. A dry run does the
 * same work. Of that, and of work that fails, nothing stays.
 *
 * @param begin Runs all slices but the last one, which it gives.
 * @param signal Ends the wait for another import.
 */
export async function writeOrTakeBack<Result>(
  database: Pick<Database, "writeSliced">,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal?: AbortSignal },
  begin: (slices: Slices) => Promise<LastPiece<Result>>,
): Promise<Result> {
  const dryRunDone = new Error("dry run");
  let result: { readonly value: Result } | undefined;
  try {
    return await database.writeSliced(async (slices) => {
      await takeBackUnfinished(slices);
      try {
        const end = await begin(slices);
        return await slices.last(async (writer) => {
          result = { value: await end(writer) };
          if (dryRun) throw dryRunDone;
          return result.value;
        });
      } catch (error) {
        // If that fails, it stays hidden until the next import or the next start.
        await takeBackUnfinished(slices).catch(() => {});
        throw error;
      }
    }, signal);
  } catch (error) {
    if (error === dryRunDone && result !== undefined) return result.value;
    throw error;
  }
}
