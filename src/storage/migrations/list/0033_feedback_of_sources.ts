import { migrationOf } from "../../execute.ts";

/**
 * Two locations may number their feedback alike. The second piece of an id has an id of its own, and
 * is found again by its location and the id that its source gave.
 */
export const feedbackOfSources = migrationOf([
  `alter table feedback add column source_id text`,
  `create unique index feedback_by_source on feedback (location_id, source_id)`,
]);
