import { type ReportFormat, writeReport } from "../../report/output/write_report.ts";
import type { Report } from "../../report/model.ts";
import { figuresText } from "../../report/to_text.ts";
import type { Reader } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { readLocations } from "../locations/location.ts";
import type { Period } from "../../values/period.ts";
import { closeReport } from "./close.ts";
import { customerReport } from "./customer.ts";
import { filteredSalesReport, type SalesFilter } from "./filtered_sales.ts";
import { inventoryReport } from "./inventory.ts";
import { layoutOf } from "./layout.ts";
import type { ReportRequest, ReportType } from "./request.ts";
import { salesReport } from "./sales.ts";

/** A report to be written, as plain data: another thread may do it. */
export interface ReportQuestion {
  readonly type: ReportType | "close";
  readonly period: Period;
  readonly location_ids: readonly string[];
  /** The time of the figures, ISO 8601. */
  readonly now: string;
  readonly format: ReportFormat;
  readonly filter?: SalesFilter | undefined;
}

/** What a written report is. */
export interface ReportResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pages of a PDF, sheets of a workbook; null for JSON. */
  readonly parts: number | null;
  readonly title: string;
  readonly scope: string;
  /** The figures at its head, in words. */
  readonly headline: string;
  readonly notes: readonly string[];
}

const REPORTS: Readonly<
  Record<ReportQuestion["type"], (reader: Reader, request: ReportRequest) => Promise<Report>>
> = {
  sales: salesReport,
  inventory: inventoryReport,
  customer: customerReport,
  close: closeReport,
};

/** Reads the figures and writes the file. */
export async function reportJob(
  reader: Reader,
  question: ReportQuestion,
  signal?: AbortSignal,
): Promise<ReportResult> {
  const { type, period, location_ids, now, format, filter } = question;
  const known = await readLocations(reader);
  const locations = known.filter(({ id }) => location_ids.includes(id));
  if (locations.length === 0) throw new RestaurantError("NOT_FOUND", "There is no such location.");
  const request = { period, locations, now: Temporal.Instant.from(now), signal };
  const report = filter === undefined
    ? await REPORTS[type](reader, request)
    : await filteredSalesReport(reader, request, filter);
  signal?.throwIfAborted();
  const { bytes, parts } = await writeReport(report, format, layoutOf(locations));
  const { title, scope = "", notes } = report;
  return { bytes, parts, title, scope, notes, headline: headlineOf(report) };
}

function headlineOf({ sections }: Report): string {
  const figures = sections.flatMap(({ blocks }) => blocks)
    .find((block) => block.type === "figures");
  return figures === undefined ? "" : figuresText(figures.figures);
}
