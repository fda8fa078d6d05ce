import type { Reader } from "../../storage/database.ts";
import type { Location } from "../locations/location.ts";
import { type Gap, gapsOf } from "../sales/not_recorded.ts";
import type { Period } from "../../values/period.ts";
import { readFigures } from "../sales/read_figures.ts";
import { readHistories } from "../sales/read_histories.ts";

/** Figures that an analysis uses and a source may not have. */
const USED: readonly Gap["figure"][] = ["guests", "discounts", "voids"];

/** What the sources of a period did not record of the figures that an analysis uses. */
export async function readGaps(
  reader: Reader,
  locations: readonly Location[],
  period: Period,
  now: Temporal.Instant,
): Promise<Gap[]> {
  const { histories, background } = await readHistories(reader, locations, [period], now);
  if (!histories.some(({ location }) => background.imports.has(location.id))) return [];
  const location_ids = locations.map(({ id }) => id);
  const figures = await readFigures(reader, { period, location_ids });
  return gapsOf(background.imports, histories, () => period, figures)
    .filter(({ figure }) => USED.includes(figure));
}
