import type { TextBlock } from "../../report/model.ts";
import { NOT_RECORDED } from "../../report/value_text.ts";
import { type FigureNotRecorded, type Gap, gapsText } from "../sales/not_recorded.ts";

/** What the source of some days did not record, and at which locations. */
export function gapNotes(gaps: readonly Gap[]): string[] {
  return gapsText(gaps, NOT_RECORDED);
}

/** Replaces a table of what was not recorded. */
export function notRecordedBlock(title: string, figure: FigureNotRecorded): TextBlock {
  return { type: "text", text: `${title}: not recorded, as the source has no ${figure}.` };
}
