import type { Report, Section } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { changePercent } from "../sales/compared_figures.ts";
import { netSales, noFigures } from "../sales/figures.ts";
import { readPaymentsTaken } from "../sales/payments_taken.ts";
import { comparablePeriod, type Period } from "../../values/period.ts";
import { type Grouping, readBreakdown, type SalesGroup } from "../sales/sales_breakdown.ts";
import { commonCurrency, readSalesReport, type SalesReport } from "../sales/sales_report.ts";
import { breakdownChart, breakdownTable, isSold } from "./breakdown_blocks.ts";
import { dailyChart } from "./daily_chart.ts";
import { driversSection } from "./drivers_section.ts";
import { filteredSalesReport, salesFilter } from "./filtered_sales.ts";
import { lossTables, voidReasons } from "./losses.ts";
import { menuSection } from "./menu_section.ts";
import { moversChart } from "./movers.ts";
import { paymentsTable } from "./payments.ts";
import {
  discountsTable,
  readDiscounts,
  readRefunds,
  readVoids,
  refundsTable,
  voidsTable,
} from "./reductions.ts";
import { reportFrame, type ReportRequest } from "./request.ts";
import { salesBasis, salesNotes } from "./sales_basis.ts";
import { booksFigures, hasSales, salesHeadline } from "./sales_headline.ts";

/** Bars in a chart of the best sellers. */
const TOP = 10;

/** How a period sold: headline, days, hours, categories, items, channels, money for the books. */
export async function salesReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const filter = salesFilter(request.filters);
  if (filter !== undefined) return await filteredSalesReport(reader, request, filter);
  const { period, locations } = request;
  const currency = commonCurrency(locations);
  const sales = await readCompared(reader, request);
  const context = {
    reader,
    request,
    currency,
    sales,
    previous: comparablePeriod(period, "previous_period"),
  };
  const sections = async () => [
    await glance(context),
    ...await driversSection(reader, request),
    await days(context),
    await breakdown(context, "category", "Categories", "Category"),
    await items(context),
    await menuSection(reader, request, currency),
    await channels(context),
    await books(context),
    await reductions(context),
    ...(locations.length > 1 ? [await places(context)] : []),
  ];
  return {
    ...reportFrame("Sales report", request),
    notes: salesNotes(sales, request),
    // Tables of nothing would only hide that there is nothing.
    sections: hasSales(sales)
      ? await sections()
      : [{ title: "At a glance", blocks: [salesHeadline(sales, currency)] }],
    basis: salesBasis(sales, request),
  };
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
    compare_to: "previous_period",
    group_by,
    as_of: instantText(now),
  });
}

interface Context {
  readonly reader: Reader;
  readonly request: ReportRequest;
  readonly currency: string;
  readonly previous: Period;
  readonly sales: SalesReport;
}

async function groupsOf(context: Context, grouping: Grouping, period: Period) {
  context.request.signal?.throwIfAborted();
  return await readBreakdown(context.reader, grouping, period, context.request.locations);
}

/** The groups of a period, each with what of it can be compared with the period before. */
async function comparedGroups({ reader, request }: Context, grouping: Grouping) {
  return (await readCompared(reader, request, grouping)).breakdown;
}

/** By how much net sales changed in all, in percent; null if nothing can be compared. */
function wholeChange({ sales: { comparison } }: Context): number | null {
  if (comparison === null || comparison.like.days === 0) return null;
  return changePercent(netSales(comparison.now.figures), netSales(comparison.then.figures));
}

async function glance(context: Context): Promise<Section> {
  const { currency, previous, sales, request: { period } } = context;
  const now = await groupsOf(context, "day", period);
  const before = await groupsOf(context, "day", previous);
  const hours = await groupsOf(context, "hour", period);
  return {
    title: "At a glance",
    blocks: [
      salesHeadline(sales, currency),
      ...dailyChart(now, before, { period, previous, currency }),
      ...breakdownChart(withQuietHours(hours), {
        key: "hours",
        title: "Net sales by hour",
        currency,
      }, "columns"),
      ...moversChart(await comparedGroups(context, "category"), currency),
    ],
  };
}

async function days(context: Context): Promise<Section> {
  const now = await groupsOf(context, "day", context.request.period);
  const weekdays = await groupsOf(context, "weekday", context.request.period);
  const dayparts = await groupsOf(context, "daypart", context.request.period);
  const { currency, sales: { gaps } } = context;
  const look = { currency, areOrdersWhole: true, gaps };
  return {
    title: "Days and hours",
    blocks: [
      breakdownTable(dayparts.map(readable), {
        ...look,
        key: "dayparts",
        title: "By daypart",
        label: "Daypart",
      }),
      ...(now.length > 7
        ? [breakdownTable(weekdays, {
          ...look,
          key: "weekdays",
          title: "By weekday",
          label: "Weekday",
        })]
        : []),
      breakdownTable(now, {
        ...look,
        key: "days",
        title: "By day",
        label: "Date",
        kind: "date",
      }),
    ],
  };
}

async function breakdown(
  context: Context,
  grouping: Grouping,
  title: string,
  label: string,
): Promise<Section> {
  const groups = await comparedGroups(context, grouping);
  const key = title.toLowerCase();
  const { currency, sales: { gaps } } = context;
  const look = { key, title: `Net sales by ${label.toLowerCase()}`, label, currency, gaps };
  return {
    title,
    blocks: [
      ...breakdownChart(sold(groups).slice(0, TOP), look, "bars"),
      breakdownTable(
        groups,
        { ...look, title: `All ${key}`, areOrdersWhole: false },
        wholeChange(context),
      ),
    ],
  };
}

async function items(context: Context): Promise<Section> {
  const groups = await comparedGroups(context, "item");
  const { currency, sales: { gaps } } = context;
  const isDish = ({ id }: SalesGroup) => id !== undefined;
  const best = sold(groups).filter(isDish).slice(0, TOP);
  const chart = { key: "best", title: "Best items", currency };
  const gone = groups.filter((group) => isDish(group) && !isSold(group.figures));
  return {
    title: "Items",
    blocks: [
      ...breakdownChart(best, chart, "bars"),
      breakdownTable(groups, {
        key: "items",
        title: "All items, best first",
        label: "Item",
        currency,
        gaps,
        areOrdersWhole: false,
      }, wholeChange(context)),
      ...(gone.length === 0 ? [] : [{
        type: "text" as const,
        text: `Sold in the period before but not in this one: ${
          gone.slice(0, 20).map(({ group }) => group).join(", ")
        }${gone.length > 20 ? ` and ${gone.length - 20} more` : ""}.`,
      }]),
    ],
  };
}

async function channels(context: Context): Promise<Section> {
  const groups = await comparedGroups(context, "order_type");
  const through = await comparedGroups(context, "channel");
  const { currency, sales: { gaps } } = context;
  const look = { currency, areOrdersWhole: true, gaps };
  return {
    title: "Order types and channels",
    blocks: [
      breakdownTable(groups.map(readable), {
        ...look,
        key: "order_types",
        title: "Net sales by order type",
        label: "Order type",
      }, wholeChange(context)),
      // Where no channel is recorded, a table with one row would only say so.
      ...(through.some(({ group }) => group !== "not recorded")
        ? [breakdownTable(through.map(readable), {
          ...look,
          key: "channels",
          title: "Net sales by channel",
          label: "Channel",
        }, wholeChange(context))]
        : []),
    ],
  };
}

async function books({ reader, request, currency, sales }: Context): Promise<Section> {
  request.signal?.throwIfAborted();
  const payments = await readPaymentsTaken(reader, request);
  return {
    title: "For the books",
    blocks: [booksFigures(sales, currency), paymentsTable(payments, currency, sales.gaps)],
  };
}

async function reductions(
  { reader, request, currency, sales: { current, gaps } }: Context,
): Promise<Section> {
  request.signal?.throwIfAborted();
  const discounts = await readDiscounts(reader, request);
  return {
    title: "Discounts, voids, refunds",
    blocks: [
      discountsTable(discounts, current.figures.discounts, currency, gaps),
      voidsTable(await readVoids(reader, request), currency, gaps),
      ...await voidReasons(reader, request, { currency, gaps }),
      refundsTable(await readRefunds(reader, request), currency, request.showsNames),
      ...await lossTables(reader, request, { currency, gaps }),
    ],
  };
}

async function places(context: Context): Promise<Section> {
  const { currency, request, sales: { gaps } } = context;
  const names = new Map(request.locations.map(({ id, name }) => [id, name]));
  const groups = (await comparedGroups(context, "location"))
    .map((one) => ({ ...one, group: names.get(one.group) ?? one.group }));
  const look = { key: "locations", title: "Net sales by location", currency, gaps };
  return {
    title: "Locations",
    blocks: [
      ...breakdownChart(sold(groups), look, "bars"),
      breakdownTable(groups, {
        ...look,
        title: "All locations",
        label: "Location",
        areOrdersWhole: true,
      }, wholeChange(context)),
    ],
  };
}

/** Hours without a sale between others: without them a chart would join what is apart. */
function withQuietHours(hours: readonly SalesGroup[]): SalesGroup[] {
  const known = new Map(hours.map((one) => [one.group, one]));
  const numbers = hours.map(({ group }) => Number(group.slice(0, 2)));
  const [first = 0] = numbers;
  const span = ((numbers.at(-1) ?? first) - first + 24) % 24 + 1;
  return hours.length === 0 ? [] : Array.from({ length: span }, (_, at) => {
    const group = `${String((first + at) % 24).padStart(2, "0")}:00`;
    return known.get(group) ?? { group, figures: noFigures() };
  });
}

function sold(groups: readonly SalesGroup[]): SalesGroup[] {
  return groups.filter(({ figures }) => isSold(figures));
}

/** `dine_in` as people read it. */
function readable(group: SalesGroup): SalesGroup {
  const words = group.group.replaceAll("_", " ");
  return { ...group, group: words.slice(0, 1).toUpperCase() + words.slice(1) };
}
