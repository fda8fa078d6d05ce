import type { Reader } from "../storage/database.ts";
import type { Progress } from "../values/progress.ts";

/**
 * A read that may take long. It may run in another thread, so question and answer are plain data
 * (what `structuredClone` copies: no functions, no class instances but Map, Set and Date), and it
 * takes everything that it needs from its arguments: settings and caches of the main thread are not
 * there.
 *
 * @param reader The caller's view of the database, as of one moment.
 * @param signal Aborts when the caller no longer waits; queries then end by themselves. A job that
 * computes long between queries checks it.
 * @param progress Told how far the job is; may be shown to the person who waits.
 * @throws {RestaurantError} which arrives as it was thrown; any other error arrives as an `Error`.
 */
export type Job<Question, Answer> = (
  reader: Reader,
  question: Question,
  signal: AbortSignal,
  progress: Progress,
) => Promise<Answer>;
