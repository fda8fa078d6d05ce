import type { SalesImportOptions } from "../options.ts";

/** What a user decided about an import of the floor; what is absent is recognised. */
export type CatalogOptions = Pick<
  SalesImportOptions,
  "location" | "format" | "timeZone" | "businessDayStart" | "currency" | "dryRun"
>;
