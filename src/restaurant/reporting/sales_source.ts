import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import type { Period } from "../../values/period.ts";
import { changePercent } from "../sales/compared_figures.ts";
import { netSales } from "../sales/figures.ts";
import type { Grouping } from "../sales/groupings.ts";
import { readBreakdown } from "../sales/sales_breakdown.ts";
import type { SalesGroup } from "../sales/sales_group.ts";
import { commonCurrency, readSalesReport, type SalesReport } from "../sales/sales_report.ts";
import { periodBefore, reportComparison } from "./period_before.ts";
import type { ReportRequest } from "./request.ts";

/** What the sections of a sales report show. */
export interface SalesSource {
  readonly reader: Reader;
  readonly request: ReportRequest;
  readonly currency: string;
  readonly previous: Period;
  readonly sales: SalesReport;
  /** The groups of the period. */
  groups(grouping: Grouping): Promise<readonly SalesGroup[]>;
  /** The groups of the period, each with what of it can be compared with the period before. */
  compared(grouping: Grouping): Promise<readonly SalesGroup[]>;
}

/** Reads what is compared in all; groups are read once, whichever sections show them. */
export async function salesSource(reader: Reader, request: ReportRequest): Promise<SalesSource> {
  const { period, locations } = request;
  return {
    reader,
    request,
    currency: commonCurrency(locations),
    previous: periodBefore(period),
    sales: await readCompared(reader, request),
    groups: kept((grouping) => groupsOf(reader, request, grouping, period)),
    compared: kept(async (grouping) => (await readCompared(reader, request, grouping)).breakdown),
  };
}

type ReadGroups = (grouping: Grouping) => Promise<readonly SalesGroup[]>;

function kept(read: ReadGroups): ReadGroups {
  const known = new Map<Grouping, Promise<readonly SalesGroup[]>>();
  return (grouping) => known.getOrInsertComputed(grouping, read);
}

/** The sales of a period beside those of the period before, as get_sales_data has them. */
async function readCompared(
  reader: Reader,
  { period, locations, now, signal }: ReportRequest,
  group_by?: Grouping,
): Promise<SalesReport> {
  signal?.throwIfAborted();
  return await readSalesReport(reader, {
    period,
    locations,
    compare_to: reportComparison(period),
    group_by,
    as_of: instantText(now),
  });
}

/** The groups of any period. */
export async function groupsOf(
  reader: Reader,
  { signal, locations }: ReportRequest,
  grouping: Grouping,
  period: Period,
): Promise<readonly SalesGroup[]> {
  signal?.throwIfAborted();
  return await readBreakdown(reader, grouping, period, locations);
}

/** By how much net sales changed in all, in percent; null if nothing can be compared. */
export function wholeChange({ comparison }: SalesReport): number | null {
  if (comparison === null || comparison.like.days === 0) return null;
  return changePercent(netSales(comparison.now.figures), netSales(comparison.then.figures));
}
