import { z } from "zod";
import { resourceAddress } from "../files/desk.ts";
import type { ReportFile } from "../files/report_file.ts";
import { defineTool } from "../mcp/tool.ts";
import { FORMAT_FILES, REPORT_FORMATS } from "../report/output/write_report.ts";
import { chooseLocations, readLocations } from "../restaurant/locations/location.ts";
import { readDataVersion } from "../restaurant/reporting/data_version.ts";
import { findPurchaseOrder } from "../restaurant/reporting/purchase_order.ts";
import {
  checkedFilters,
  REPORT_TYPES,
  type ReportType,
} from "../restaurant/reporting/report_types.ts";
import type { ReportQuestion } from "../restaurant/reporting/report_job.ts";
import { fileNameOf, reportPeriod } from "../restaurant/reporting/request.ts";
import { askedPeriod } from "../restaurant/sales/asked_period.ts";
import type { Scope } from "../security/scopes.ts";
import { momentOfInstant } from "../values/business_day.ts";
import { nowText } from "../values/clock.ts";
import { digestOf } from "../values/digest.ts";
import { RestaurantError } from "../values/errors.ts";
import { dateArgument, endDateArgument, locationArgument } from "./arguments.ts";
import type { Services } from "./services.ts";

const one = z.string().min(1).max(100);

const filters = z.strictObject({
  location: locationArgument.optional(),
  category: one.optional().describe("Of sales."),
  item: one.optional().describe("Of sales or customer: a menu item, by name or id."),
  order_type: one.optional().describe("Of sales: dine_in, takeout, delivery."),
  aspect: one.optional().describe("Of customer, such as wait_time."),
  channel: one.optional().describe("Of sales or customer: where ordered, where said."),
  server: one.optional().describe("Of sales, for managers: who sold."),
  purchase_order: one.optional().describe("The id, for a report of that type."),
});

const TYPES = [...REPORT_TYPES, "purchase_order"] as const;
type Type = typeof TYPES[number];

const input = z.strictObject({
  report_type: z.enum(TYPES).describe("What it is about."),
  start_date: dateArgument.optional().describe("Needed, but for a purchase order."),
  end_date: endDateArgument.optional(),
  format: z.enum(REPORT_FORMATS).default("pdf").describe("csv: of a purchase order only."),
  filters: filters.optional().describe("Of sales at most one, besides the location."),
});

const summary = z.strictObject({
  title: z.string(),
  location: z.string(),
  headline: z.string(),
  format: z.enum(REPORT_FORMATS),
  size_bytes: z.int(),
  sha256: z.string(),
  pages: z.int().optional(),
  sheets: z.int().optional(),
  notes: z.array(z.string()),
});

const output = z.strictObject({
  report_type: z.enum(TYPES),
  period: z.strictObject({ date: z.string(), end_date: z.string() }),
  download_url: z.string().describe("For a person; needs no token."),
  expires_at: z.string(),
  resource_uri: z.string(),
  file_name: z.string(),
  summary,
});

/** The scopes that each report requires. */
const NEEDED: Readonly<Record<Type, Scope>> = {
  sales: "sales:read",
  inventory: "inventory:read",
  customer: "feedback:read",
  purchase_order: "inventory:read",
};

type Needs = Pick<Services, "reader" | "runJob" | "clock" | "files" | "principal">;

/** A file that people open, print and forward. */
export const generateReport = defineTool({
  name: "generate_report",
  title: "Generate report",
  description:
    "Makes a file to print or forward: a PDF with charts, an Excel workbook with a sheet for " +
    "each section, or JSON. Reports: sales, inventory, customer (what guests say); " +
    "purchase_order (PDF or CSV) to send to a supplier.\n\n" +
    "Use it when a document is wanted; in chat, the other tools give the same figures. Give the " +
    "person `download_url`; the file itself is not in the answer.",
  effect: "read",
  scope: "reports:read",
  input,
  output,
  run: async (args, needs: Needs, { may, signal }) => {
    const showsNames = may("menu:write");
    const { report_type } = args;
    if (!may(NEEDED[report_type])) throw notAllowed(report_type);
    const question = report_type === "purchase_order"
      ? await orderQuestion(args, needs)
      : { ...await reportQuestion(report_type, args, needs), showsNames };
    const source = await sourceOf(question, needs);
    const file = await needs.files.find(source, needs.principal) ??
      await made(question, source, needs, signal);
    const { url, expires_at } = await needs.files.addressOf(file);
    return {
      report_type,
      period: question.period,
      download_url: url,
      expires_at,
      resource_uri: resourceAddress(file),
      file_name: file.name,
      summary: summary.parse({
        ...file.about,
        size_bytes: file.size_bytes,
        sha256: file.sha256,
      }),
    };
  },
  text: ({ period, summary, download_url, expires_at, file_name, resource_uri }) =>
    [
      `${summary.title}, ${period.date} to ${period.end_date}, ${summary.location}: ${file_name}` +
      `, ${sizeText(summary)}, sha256 ${summary.sha256}.`,
      summary.headline,
      ...summary.notes,
      `Download until ${expires_at}: ${download_url}`,
      `As a resource: ${resource_uri}`,
    ].filter((line) => line !== "").join("\n"),
  links: ({ resource_uri, file_name, summary }) => [{
    uri: resource_uri,
    name: file_name,
    mimeType: FORMAT_FILES[summary.format].mediaType,
    size: summary.size_bytes,
  }],
});

type Args = z.output<typeof input>;

async function reportQuestion(
  type: ReportType,
  { start_date, end_date, format, filters: { location, purchase_order, ...filters } = {} }: Args,
  { reader, clock }: Needs,
): Promise<ReportQuestion> {
  if (purchase_order !== undefined) {
    throw faulty("filters.purchase_order", `It is none of ${type}.`);
  }
  if (start_date === undefined) throw faulty("start_date", "Give the first day of the report.");
  if (format === "csv") throw faulty("format", "Only a purchase order is one table: use excel.");
  const given = checkedFilters(type, filters);
  const locations = await chooseLocations(reader, location);
  const dates = { date: start_date, end_date, first: "start_date" } as const;
  const asked = await askedPeriod(reader, locations, dates, clock());
  return {
    type,
    period: reportPeriod(asked.period.date, asked.period.end_date),
    location_ids: locations.map(({ id }) => id),
    now: nowText(clock),
    format,
    filters: given,
  };
}

async function orderQuestion(
  { start_date, end_date, format, filters: { purchase_order, ...filters } = {} }: Args,
  { reader, clock }: Needs,
): Promise<ReportQuestion> {
  if (purchase_order === undefined) {
    throw faulty("filters.purchase_order", "Give the id, as draft_purchase_orders gives it.");
  }
  const [other] = Object.entries({ start_date, end_date, ...filters })
    .find(([, value]) => value !== undefined) ?? [];
  if (other !== undefined) throw faulty(other, "A purchase order is named by its id only.");
  const order = await findPurchaseOrder(reader, purchase_order);
  const [location] = await chooseLocations(reader, order.location_id);
  if (location === undefined) throw new Error(`Location ${order.location_id} is missing`);
  const at = Temporal.Instant.from(order.placed_at ?? order.created_at);
  const { business_date } = momentOfInstant(at, location);
  return {
    type: "purchase_order",
    period: { date: business_date, end_date: business_date },
    location_ids: [location.id],
    now: nowText(clock),
    format,
    purchase_order: order.id,
  };
}

async function made(
  question: ReportQuestion,
  source: string,
  { runJob, files, principal }: Needs,
  signal: AbortSignal,
): Promise<ReportFile> {
  const { bytes, parts, title, scope, headline, notes } = await runJob("report", question);
  signal.throwIfAborted();
  const { format } = question;
  const { extension, mediaType } = FORMAT_FILES[format];
  const about = {
    title,
    location: scope,
    headline,
    format,
    notes,
    ...(format === "pdf" && { pages: parts }),
    ...(format === "excel" && { sheets: parts }),
  };
  const name = `${fileNameOf(title, scope, question.period)}.${extension}`;
  const locations = [...question.location_ids];
  const facts = { name, extension, media_type: mediaType, source, locations, about };
  return await files.keep(facts, bytes, principal);
}

/** The same question on the same data, on the same business day, is the same file. */
async function sourceOf(
  { now: _now, ...question }: ReportQuestion,
  { reader, clock }: Needs,
): Promise<string> {
  const locations = (await readLocations(reader))
    .filter(({ id }) => question.location_ids.includes(id));
  const today = locations.map((location) => momentOfInstant(clock(), location).business_date);
  return digestOf({ question, today, version: await readDataVersion(reader) });
}

function faulty(field: string, problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
  });
}

function notAllowed(type: Type): RestaurantError {
  return new RestaurantError("FORBIDDEN", `A report of type ${type} needs ${NEEDED[type]}.`, {
    hint: "Ask the server's administrator for a token whose role has it.",
  });
}

function sizeText({ size_bytes, pages, sheets }: z.output<typeof summary>): string {
  const size = `${Math.max(1, Math.round(size_bytes / 1024))} KB`;
  if (pages !== undefined) return `${pages} page${pages === 1 ? "" : "s"}, ${size}`;
  return sheets === undefined ? size : `${sheets} sheets, ${size}`;
}
