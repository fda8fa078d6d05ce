import type { TextBlock } from "../../report/model.ts";
import type { FigureNotRecorded, Gap } from "../sales/not_recorded.ts";

/** What the source of some days did not record, and at which locations. */
export function gapNotes(gaps: readonly Gap[]): string[] {
  const nowhere = gaps.filter(({ isAll }) => isAll);
  const byPlace = Map.groupBy(
    gaps.filter(({ isAll }) => !isAll),
    ({ where }) => where.join(", "),
  );
  return [
    ...(nowhere.length === 0 ? [] : [`Not recorded: ${figuresOf(nowhere)}; n/a is not zero.`]),
    ...Array.from(
      byPlace,
      ([where, some]) => `Not recorded at ${where}: ${figuresOf(some)}; sums are over the rest.`,
    ),
  ];
}

function figuresOf(gaps: readonly Gap[]): string {
  return gaps.map(({ figure }) => figure).join(", ");
}

/** Replaces a table of what was not recorded. */
export function notRecordedBlock(title: string, figure: FigureNotRecorded): TextBlock {
  return { type: "text", text: `${title}: not recorded, as the source has no ${figure}.` };
}
