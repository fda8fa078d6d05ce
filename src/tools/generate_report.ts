import { z } from "zod";
import { resourceAddress } from "../files/desk.ts";
import type { ReportFile } from "../files/report_file.ts";
import { defineTool } from "../mcp/tool.ts";
import { FORMAT_FILES, REPORT_FORMATS } from "../report/output/write_report.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import { readDataVersion } from "../restaurant/reporting/data_version.ts";
import { SALES_FILTERS, type SalesFilter } from "../restaurant/reporting/filtered_sales.ts";
import type { ReportQuestion } from "../restaurant/reporting/report_job.ts";
import {
  fileNameOf,
  REPORT_TYPES,
  reportPeriod,
  type ReportType,
} from "../restaurant/reporting/request.ts";
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
  category: one.optional().describe("Sales only: one category."),
  item: one.optional().describe("Sales only: one menu item, by name or id."),
  order_type: one.optional().describe("Sales only: dine_in, takeout, delivery."),
});

const input = z.strictObject({
  report_type: z.enum(REPORT_TYPES).describe("What it is about."),
  start_date: dateArgument,
  end_date: endDateArgument.optional(),
  format: z.enum(REPORT_FORMATS).default("pdf").describe("File format."),
  filters: filters.optional().describe("At most one of category, item, order_type."),
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
  report_type: z.enum(REPORT_TYPES),
  period: z.strictObject({ date: z.string(), end_date: z.string() }),
  download_url: z.string().describe("For a person; needs no token."),
  expires_at: z.string(),
  resource_uri: z.string(),
  file_name: z.string(),
  summary,
});

/** The scopes that each report requires. */
const NEEDED: Readonly<Record<ReportType, Scope>> = {
  sales: "sales:read",
  inventory: "inventory:read",
  customer: "feedback:read",
};

type Needs = Pick<Services, "reader" | "runJob" | "clock" | "files" | "principal">;

/** A file that people open, print and forward. */
export const generateReport = defineTool({
  name: "generate_report",
  title: "Generate report",
  description:
    "Makes a file to print or forward: a PDF with charts, an Excel workbook with a sheet for " +
    "each section, or JSON. Reports: sales, inventory, customer (what guests say).\n\n" +
    "Use it when a document is wanted; in chat, the other tools give the same figures. Give the " +
    "person `download_url`; the file itself is not in the answer.",
  effect: "read",
  scope: "reports:read",
  input,
  output,
  run: async (args, needs: Needs, { may, signal }) => {
    const { report_type, format, filters = {} } = args;
    if (!may(NEEDED[report_type])) throw notAllowed(report_type);
    const filter = filterOf(report_type, filters);
    const locations = await chooseLocations(needs.reader, filters.location);
    const asked = { date: args.start_date, end_date: args.end_date };
    const { period: { date, end_date } } = await askedPeriod(
      needs.reader,
      locations,
      asked,
      needs.clock(),
    );
    const period = reportPeriod(date, end_date);
    const question: ReportQuestion = {
      type: report_type,
      period,
      location_ids: locations.map(({ id }) => id),
      now: nowText(needs.clock),
      format,
      ...(filter !== undefined && { filter }),
    };
    const source = await sourceOf(question, locations, needs);
    const file = await needs.files.find(source, needs.principal) ??
      await made(question, source, needs, signal);
    const { url, expires_at } = await needs.files.addressOf(file);
    return {
      report_type,
      period,
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
  const facts = { name, extension, media_type: mediaType, source, about };
  return await files.keep(facts, bytes, principal);
}

/** The same question on the same data, on the same business day, is the same file. */
async function sourceOf(
  { now: _now, ...question }: ReportQuestion,
  locations: readonly Location[],
  { reader, clock }: Needs,
): Promise<string> {
  const today = locations.map((location) => momentOfInstant(clock(), location).business_date);
  return digestOf({ question, today, version: await readDataVersion(reader) });
}

function filterOf(
  type: ReportType,
  { location: _location, ...given }: z.output<typeof filters>,
): SalesFilter | undefined {
  const wanted = SALES_FILTERS.flatMap((by) => {
    const value = given[by];
    return value === undefined ? [] : [{ by, value }];
  });
  const [filter, ...others] = wanted;
  if (filter === undefined) return undefined;
  if (type !== "sales") {
    throw faultyFilter(filter.by, `A report of type ${type} can be narrowed to a location only.`);
  }
  if (others.length > 0) {
    throw faultyFilter(
      filter.by,
      "Sales are recorded by each of these separately; give one filter.",
    );
  }
  return filter;
}

function faultyFilter(field: string, problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `filters.${field}: ${problem}`, {
    fields: [{ field: `filters.${field}`, problem }],
  });
}

function notAllowed(type: ReportType): RestaurantError {
  return new RestaurantError("FORBIDDEN", `A report of type ${type} needs ${NEEDED[type]}.`, {
    hint: "Ask the server's administrator for a token whose role has it.",
  });
}

function sizeText({ size_bytes, pages, sheets }: z.output<typeof summary>): string {
  const size = `${Math.max(1, Math.round(size_bytes / 1024))} KB`;
  if (pages !== undefined) return `${pages} page${pages === 1 ? "" : "s"}, ${size}`;
  return sheets === undefined ? size : `${sheets} sheets, ${size}`;
}
