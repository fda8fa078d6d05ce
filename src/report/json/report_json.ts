import { z } from "zod";

/** The version of the form below. It changes when a reader of the old form would be misled. */
export const REPORT_VERSION = 1;

const kind = z.enum(["text", "date", "count", "quantity", "money", "percent", "change"]);

const valueType = {
  kind: kind.describe(
    "date: YYYY-MM-DD; count: an integer; money: decimal units of the currency; percent and " +
      "change: 12.5 is 12.5 %.",
  ),
  unit: z.string().optional().describe("ISO 4217 currency of money, or the unit of a quantity."),
};

const value = z.union([
  z.string(),
  z.number(),
  z.strictObject({ amount: z.number(), unit: z.string() })
    .describe("A number with a unit of its own, if rows differ in unit or currency."),
  z.null(),
]).describe("Null is `not recorded`, never zero.");

const column = z.strictObject({ key: z.string(), label: z.string(), ...valueType });

const row = z.record(z.string(), value).describe("Values by the key of their column.");

const table = z.strictObject({
  type: z.literal("table"),
  key: z.string(),
  title: z.string().optional(),
  columns: z.array(column),
  rows: z.array(row),
  total: row.optional(),
  footnote: z.string().optional(),
});

const figures = z.strictObject({
  type: z.literal("figures"),
  figures: z.array(z.strictObject({
    key: z.string(),
    label: z.string(),
    ...valueType,
    value,
    previous: value.optional().describe("In the period compared."),
    change: z.number().nullable().optional().describe("In percent of `previous`."),
    is_partly_compared: z.boolean().optional()
      .describe("True if `previous` and `change` are of a part of the period only."),
  })),
});

const chart = z.strictObject({
  type: z.literal("chart"),
  key: z.string(),
  title: z.string(),
  form: z.enum(["line", "columns", "bars"]),
  label_kind: z.enum(["date", "text"]),
  labels: z.array(z.string()),
  value: z.strictObject(valueType),
  series: z.array(
    z.strictObject({ name: z.string(), values: z.array(z.number().nullable()) }),
  ),
});

const block = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({ type: z.literal("list"), items: z.array(z.string()) }),
  figures,
  table,
  chart,
]);

/** A report as JSON: the form of the file, published as JSON Schema. */
export const reportJson = z.strictObject({
  version: z.literal(REPORT_VERSION),
  title: z.string(),
  period: z.strictObject({ date: z.string(), end_date: z.string() }).optional()
    .describe("Business dates, both included."),
  scope: z.string().optional().describe("Whose figures."),
  as_of: z.string().optional().describe("The moment of the figures, ISO 8601."),
  notes: z.array(z.string()).describe("What to know before trusting a figure."),
  sections: z.array(z.strictObject({ title: z.string().optional(), blocks: z.array(block) })),
  basis: z.array(z.strictObject({ term: z.string(), text: z.string() }))
    .describe("What the figures mean."),
});

/** A report as JSON. */
export type ReportJson = z.output<typeof reportJson>;
