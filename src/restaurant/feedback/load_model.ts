import hash from "../../../data/feedback/model_hash.json" with { type: "json" };
import { type FeedbackModel, readModel, type StoredModel, versionOf } from "./model/model.ts";

/** The version of the model that comes with the program, known without unpacking it. */
export const MODEL_VERSION = versionOf(hash);

/** Read once for the process: it never changes while the program runs. */
let loaded: Promise<FeedbackModel> | undefined;

/** The model that comes with the program, unpacked when it is first needed. */
export function feedbackModel(): Promise<FeedbackModel> {
  loaded ??= unpack();
  return loaded;
}

async function unpack(): Promise<FeedbackModel> {
  const { default: stored } = await import("../../../data/feedback/model.json", {
    with: { type: "json" },
  });
  const typed: StoredModel = stored;
  return readModel(typed);
}
