import { type ReportFormat, writeReport } from "../../report/output/write_report.ts";
import type { Report } from "../../report/model.ts";
import { figuresText } from "../../report/to_text.ts";
import type { Reader } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { nextTurn } from "../../values/next_turn.ts";
import { noProgress, type Progress } from "../../values/progress.ts";
import { readLocations } from "../locations/location.ts";
import type { Period } from "../../values/period.ts";
import { closeReport } from "./close.ts";
import { customerReport } from "./customer.ts";
import { inventoryReport } from "./inventory.ts";
import { layoutOf } from "./layout.ts";
import { findPurchaseOrder, purchaseOrderReport } from "./purchase_order.ts";
import type { ReportFilters, ReportType } from "./report_types.ts";
import { type CurrencyReport, joinCurrencies } from "./join_currencies.ts";
import { reportFrame, type ReportRequest } from "./request.ts";
import { salesReport } from "./sales.ts";

/** A report to be written, as plain data: another thread may do it. */
export interface ReportQuestion {
  readonly type: ReportType | "close" | "purchase_order";
  readonly period: Period;
  readonly location_ids: readonly string[];
  /** Of a purchase order: its id. */
  readonly purchase_order?: string | undefined;
  /** The time of the figures, ISO 8601. */
  readonly now: string;
  readonly format: ReportFormat;
  readonly filters?: ReportFilters | undefined;
  /** Whether names of staff may be in it. */
  readonly showsNames?: boolean | undefined;
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
  Record<ReportType | "close", (reader: Reader, request: ReportRequest) => Promise<Report>>
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
  progress: Progress = noProgress,
): Promise<ReportResult> {
  const { period, location_ids, now, format, filters, showsNames } = question;
  const known = await readLocations(reader);
  const locations = known.filter(({ id }) => location_ids.includes(id));
  if (locations.length === 0) throw new RestaurantError("NOT_FOUND", "There is no such location.");
  progress(0, "Reading the figures");
  const asked = { period, filters, showsNames, now: Temporal.Instant.from(now), signal };
  const request = { ...asked, locations };
  const reports = await reportsOf(reader, question, request);
  const report = wholeOf(reports, request);
  signal?.throwIfAborted();
  const pause = async (done: number) => {
    progress(0.5 + done / 2, `Writing the ${format} file`);
    await nextTurn();
    signal?.throwIfAborted();
  };
  await pause(0);
  const { bytes, parts } = await writeReport(report, format, layoutOf(locations), pause);
  const { title, scope = "", notes } = report;
  return { bytes, parts, title, scope, notes, headline: headlineOf(reports) };
}

/** One report or, where it has amounts in several currencies, one for each of them. */
async function reportsOf(
  reader: Reader,
  question: ReportQuestion,
  request: ReportRequest,
): Promise<CurrencyReport[]> {
  const { type } = question;
  const byCurrency = Map.groupBy(request.locations, ({ currency }) => currency);
  const [[currency = ""] = []] = byCurrency;
  if (byCurrency.size === 1 || type === "customer" || type === "purchase_order") {
    return [{ currency, report: await reportOf(reader, question, request) }];
  }
  const reports: CurrencyReport[] = [];
  let missing: RestaurantError | undefined;
  for (const [currency, locations] of byCurrency) {
    try {
      reports.push({ currency, report: await REPORTS[type](reader, { ...request, locations }) });
    } catch (error) {
      // What it is narrowed to may be sold in one currency only.
      if (!(error instanceof RestaurantError) || error.code !== "NOT_FOUND") throw error;
      missing = error;
    }
  }
  if (reports.length === 0 && missing !== undefined) throw missing;
  return reports;
}

function wholeOf(reports: readonly CurrencyReport[], request: ReportRequest): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error("There is no report");
  if (others.length === 0) return first.report;
  return joinCurrencies(reports, reportFrame(first.report.title, request));
}

async function reportOf(
  reader: Reader,
  { type, purchase_order = "" }: ReportQuestion,
  request: ReportRequest,
): Promise<Report> {
  if (type !== "purchase_order") return await REPORTS[type](reader, request);
  const order = await findPurchaseOrder(reader, purchase_order);
  const location = request.locations.find(({ id }) => id === order.location_id);
  if (location === undefined) throw new Error(`Location ${order.location_id} is missing`);
  return await purchaseOrderReport(reader, order, location);
}

function headlineOf(reports: readonly CurrencyReport[]): string {
  return reports.flatMap(({ currency, report: { sections } }) => {
    const figures = sections.flatMap(({ blocks }) => blocks)
      .find((block) => block.type === "figures");
    if (figures === undefined) return [];
    const text = figuresText(figures.figures);
    return reports.length === 1 ? [text] : [`${currency}: ${text}`];
  }).join(" ");
}
