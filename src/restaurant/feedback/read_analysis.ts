import type { Reader } from "../../storage/database.ts";
import { feedbackModel, MODEL_VERSION } from "./load_model.ts";
import { readMenuIndex } from "./menu_index.ts";
import { analyse } from "./model/analyse.ts";
import { type Analysis, analysisForm } from "./model/analysis.ts";
import type { Feedback } from "./read_feedback.ts";

/** The analysis of a piece of feedback: as stored, or computed now if none is up to date. */
export async function readAnalysis(reader: Reader, feedback: Feedback): Promise<Analysis> {
  const row = await reader.selectFrom("feedback_analyses").select(["analysis", "model_version"])
    .where("feedback_id", "=", feedback.id).executeTakeFirst();
  if (row?.model_version === MODEL_VERSION) return storedAnalysis(row.analysis);
  return analyse(
    feedback.text,
    { rating: feedback.rating, menu: await readMenuIndex(reader) },
    await feedbackModel(),
  );
}

/** An analysis as `storeAnalyses` wrote it. */
export function storedAnalysis(json: string): Analysis {
  return analysisForm.parse(JSON.parse(json));
}
