import type { ConnectionFigures, Seen, View } from "../storage/database.ts";
import type { Progress } from "../values/progress.ts";
import type { AnswerOf, JobName, QuestionOf } from "./jobs.ts";

/** The caller of a job, and what it may see. */
export interface JobView extends View {
  /** The caller. Callers take turns: ten questions of one do not delay one of another. */
  readonly caller: string;
  /** Hears how far the job is, once it says so. */
  readonly progress: Progress;
}

/** The outcome of a job. */
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
   * Runs a job when its turn comes. If the view's signal aborts, the job is stopped or never
   * started, and within 100 ms it rejects with the signal's reason.
   *
   * @throws {RestaurantError} SERVICE_UNAVAILABLE if too many are waiting.
   */
  run<Name extends JobName>(
    name: Name,
    question: QuestionOf<Name>,
    view: JobView,
  ): Promise<JobResult<Name>>;
  /** The connections to a server that its threads have, by purpose. */
  connections(): Readonly<Record<string, ConnectionFigures>>;
}

/**
 * Runs jobs for one call.
 *
 * @param note Called with what each job has read.
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
