import type { Seen, View } from "../storage/database.ts";
import type { Progress } from "../values/progress.ts";
import type { AnswerOf, JobName, QuestionOf } from "./jobs.ts";

/** For whom a job runs, and what it may see. */
export interface JobView extends View {
  /** Who asks. Callers take turns: ten questions of one do not stand before one of another. */
  readonly caller: string;
  /** Hears how far the job is, once it says so. */
  readonly progress: Progress;
}

/** What became of a job. */
export interface JobResult<Name extends JobName> {
  readonly answer: AnswerOf<Name>;
  readonly seen: Seen;
}

/** Runs a job for one call, with what its caller may see. */
export type RunJob = <Name extends JobName>(
  name: Name,
  question: QuestionOf<Name>,
) => Promise<AnswerOf<Name>>;

/** Runs long reads so that they hold up nothing else. Close it with `await using`. */
export interface Runner extends AsyncDisposable {
  /**
   * Runs a job when its turn comes. When the view's signal aborts, it rejects with the signal's
   * reason at once and the job is stopped, or never begun.
   *
   * @throws {RestaurantError} SERVICE_UNAVAILABLE if too many wait already.
   */
  run<Name extends JobName>(
    name: Name,
    question: QuestionOf<Name>,
    view: JobView,
  ): Promise<JobResult<Name>>;
}

/**
 * Runs jobs for one call.
 *
 * @param note Hears what each job has seen.
 */
export function jobsOf(
  { run }: Pick<Runner, "run">,
  view: JobView,
  note: (seen: Seen) => void,
): RunJob {
  return async <Name extends JobName>(
    name: Name,
    question: QuestionOf<Name>,
  ): Promise<AnswerOf<Name>> => {
    const { answer, seen } = await run(name, question, view);
    note(seen);
    return answer;
  };
}
