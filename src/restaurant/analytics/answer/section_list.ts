import type { EventKind } from "../../../storage/schema/tables/journal.ts";
import type { SectionName, SectionReader } from "../section.ts";
import { readBasket } from "../sections/basket.ts";
import { readCosts } from "../sections/costs.ts";
import { readDrivers } from "../sections/drivers.ts";
import { readLabourSection } from "../sections/labour.ts";
import { readLocationsSection } from "../sections/locations.ts";
import { readLosses } from "../sections/losses.ts";
import { readMenuSection } from "../sections/menu.ts";
import { readSummary } from "../sections/summary.ts";
import { readTime } from "../sections/time.ts";
import { readTrend } from "../sections/trend.ts";

/** A section, and the data that it reads. */
export interface ListedSection {
  readonly read: SectionReader;
  /** Which changes make it outdated, besides those of sales, menu and calendar. */
  readonly outdatedBy: readonly Extract<EventKind, "stock_changed" | "labour_changed">[];
}

/** Every section by its name. */
export const SECTION_LIST: Readonly<Record<SectionName, ListedSection>> = {
  summary: { read: readSummary, outdatedBy: [] },
  drivers: { read: readDrivers, outdatedBy: [] },
  trend: { read: readTrend, outdatedBy: [] },
  menu: { read: readMenuSection, outdatedBy: [] },
  time: { read: readTime, outdatedBy: ["labour_changed"] },
  losses: { read: readLosses, outdatedBy: [] },
  costs: { read: readCosts, outdatedBy: ["stock_changed"] },
  labour: { read: readLabourSection, outdatedBy: ["labour_changed"] },
  locations: { read: readLocationsSection, outdatedBy: [] },
  basket: { read: readBasket, outdatedBy: [] },
};
