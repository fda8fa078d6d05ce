import type { Times } from "./repeatedly.ts";

/** When the work is done that repeats. */
export interface Schedule {
  readonly retention: Times;
  readonly pages: Times;
}

const SIX_HOURS_MS = 6 * 3_600_000;

/** What the program does; tests do not wait so long. */
export const SCHEDULE: Schedule = {
  retention: { firstMs: 60_000, everyMs: SIX_HOURS_MS },
  pages: { firstMs: 120_000, everyMs: SIX_HOURS_MS },
};
