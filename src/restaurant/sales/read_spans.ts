import type { Reader } from "../../storage/database.ts";
import type { Dimension } from "./dimensions.ts";
import { addFigures, type Figures, noFigures } from "./figures.ts";
import {
  GROUP_FIGURES,
  type GroupColumn,
  type GroupFigures,
  readFigures,
  readGroups,
} from "./read_figures.ts";
import type { Span } from "./spans.ts";

/** The figures of each group in some spans, by its value in the column `by`. */
export async function readSpanGroups(
  reader: Reader,
  { dimension, by, spans }: {
    readonly dimension: Dimension;
    readonly by: GroupColumn;
    readonly spans: readonly Span[];
  },
): Promise<Map<string, GroupFigures>> {
  const groups = new Map<string, GroupFigures>();
  for (const span of spans) {
    const { location_ids } = span;
    for (
      const [group, figures] of await readGroups(reader, {
        ...{ dimension, by, location_ids, period: span },
      })
    ) {
      addGroupFigures(groups.getOrInsertComputed(group, noFigures), figures);
    }
  }
  return groups;
}

/** Adds the figures of a group to others, in place. */
export function addGroupFigures(total: GroupFigures, change: Readonly<GroupFigures>): void {
  for (const name of GROUP_FIGURES) total[name] += change[name];
}

/** All figures of some spans added up. */
export async function readSpanTotals(reader: Reader, spans: readonly Span[]): Promise<Figures> {
  const total = noFigures();
  for (const span of spans) {
    const { location_ids } = span;
    addFigures(total, await readFigures(reader, { period: span, location_ids }));
  }
  return total;
}
