import { z } from "zod";
import { SECTIONS } from "../section.ts";

const table = z.strictObject({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())).describe(
    "Texts, numbers and nulls in the order of `columns`; amounts in decimal units.",
  ),
  omitted: z.int().optional().describe("Rows left out."),
});

const section = z.strictObject({
  section: z.enum(SECTIONS),
  currency: z.string().optional().describe("If the answer is in several."),
  findings: z.array(z.string()),
  figures: z.record(z.string(), z.number().nullable()).describe(
    "Null is not recorded or not known.",
  ),
  tables: z.array(table),
  notes: z.array(z.string()),
  see_more: z.array(z.string()),
});

/** The form of an analysis: what clients get, in decimal units. */
export const analyticsAnswer = z.strictObject({
  date: z.string(),
  end_date: z.string().describe("Last day counted: a finished one."),
  location: z.string().describe("Location id, or `all`."),
  currency: z.string(),
  complete: z.boolean().describe(
    "Whether all days asked for are over and every location has data.",
  ),
  findings: z.array(z.string()).describe("What matters most, by the money it is about."),
  sections: z.array(section),
  notes: z.array(z.string()),
  basis: z.string(),
  cached: z.boolean(),
  as_of: z.string(),
});

/** An analysis. */
export type AnalyticsAnswer = z.output<typeof analyticsAnswer>;
