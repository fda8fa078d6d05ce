import { migrationOf } from "../../execute.ts";

/** Whether the prices of a menu contain tax, by location. */
export const taxInPrices = migrationOf([
  `alter table tax_rates add column is_included integer not null default 0`,
]);
