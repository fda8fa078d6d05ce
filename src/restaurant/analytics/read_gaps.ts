import type { Reader } from "../../storage/database.ts";
import { type Gap, gapsOf } from "../sales/not_recorded.ts";
import type { Period } from "../../values/period.ts";
import { readFigures } from "../sales/read_figures.ts";
import type { SalesBackground } from "../sales/sales_background.ts";
import type { SalesHistory } from "../sales/sales_history.ts";

/** Figures that an analysis uses and a source may not have. */
const USED: readonly Gap["figure"][] = ["guests", "discounts", "voids"];

/** What is known about the days of some locations. */
export interface KnownDays {
  readonly histories: readonly SalesHistory[];
  readonly background: SalesBackground;
}

/** What the sources of a period did not record of the figures that an analysis uses. */
export async function readGaps(
  reader: Reader,
  { histories, background }: KnownDays,
  period: Period,
): Promise<Gap[]> {
  if (!histories.some(({ location }) => background.imports.has(location.id))) return [];
  const location_ids = histories.map(({ location }) => location.id);
  const figures = await readFigures(reader, { period, location_ids });
  return gapsOf(background.imports, histories, () => period, figures)
    .filter(({ figure }) => USED.includes(figure));
}
