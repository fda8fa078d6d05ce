import type { Reader } from "../storage/database.ts";
import type { Progress } from "../values/progress.ts";

/**
 * A read that may take long. It may run in another thread, so question and answer are plain data
 * (what `structuredClone` copies: no functions, no class instances but Map, Set and Date), and it
 * takes everything that it needs from its arguments: settings and caches of the main thread are not
 * there.
 *
 * @param reader Shows what the caller may see, and one moment of it.
 * @param signal Aborts when nobody waits any more; queries then end by themselves. A job that counts
 * long between queries looks at it.
 * @param progress Hears how far the job is, which may be told to a person who waits.
 * @throws {RestaurantError} which arrives as it was thrown; any other error arrives as an `Error`.
 */
export type Job<Question, Answer> = (
  reader: Reader,
  question: Question,
  signal: AbortSignal,
  progress: Progress,
) => Promise<Answer>;
