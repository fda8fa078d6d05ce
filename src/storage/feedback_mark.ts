import { markChanged, readCounter } from "./counters.ts";
import type { Reader, Writer } from "./database.ts";

const FEEDBACK_COUNTER = "feedback";

/** Notes that feedback, an analysis or a reply changes, in the transaction that changes it. */
export async function noteFeedbackChanged(writer: Writer): Promise<void> {
  await markChanged(writer, FEEDBACK_COUNTER);
}

/** Changes with feedback, its analyses and the replies to it. */
export async function feedbackMark(reader: Reader): Promise<string> {
  return String(await readCounter(reader, FEEDBACK_COUNTER));
}
