import type { Reader } from "../../storage/database.ts";
import { addFigures, type Figures } from "../sales/figures.ts";
import type { LikeForLike } from "../sales/like_for_like.ts";
import { readPartOfDay } from "../sales/part_of_day.ts";
import { readSpanTotals } from "../sales/read_spans.ts";

/** The figures of the days of two periods that are known in both. */
export interface ComparedFigures {
  readonly now: Figures;
  readonly then: Figures;
}

/** Adds up the comparable days of two periods, as get_sales_data compares them. */
export async function readCompared(reader: Reader, like: LikeForLike): Promise<ComparedFigures> {
  const now = await readSpanTotals(reader, like.now);
  const then = await readSpanTotals(reader, like.then);
  for (const part of like.parts) {
    for (const { dimension, figures } of await readPartOfDay(reader, part)) {
      if (dimension === "day") addFigures(then, figures);
    }
  }
  return { now, then };
}
