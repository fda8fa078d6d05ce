import type { TextBlock } from "../../report/model.ts";
import type { FigureNotRecorded, Gap } from "../sales/not_recorded.ts";

/** What the source of some days did not record, and at which locations. */
export function gapNotes(gaps: readonly Gap[]): string[] {
  return [true, false].flatMap((isAll) => {
    const byPlace = Map.groupBy(
      gaps.filter((gap) => gap.isAll === isAll),
      ({ where }) => where.join(", "),
    );
    return Array.from(
      byPlace,
      ([where, some]) =>
        `Not recorded at ${where}: ${some.map(({ figure }) => figure).join(", ")}; ` +
        (isAll ? "n/a is not zero." : "sums are over the rest."),
    );
  });
}

/** Replaces a table of what was not recorded. */
export function notRecordedBlock(title: string, figure: FigureNotRecorded): TextBlock {
  return { type: "text", text: `${title}: not recorded, as the source has no ${figure}.` };
}
