import type { Report, Section } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { comparablePeriod, type Period } from "../../values/period.ts";
import { type Grouping, readBreakdown, type SalesGroup } from "../sales/sales_breakdown.ts";
import { commonCurrency, readSalesReport, type SalesReport } from "../sales/sales_report.ts";
import { breakdownChart, breakdownTable, nameOf } from "./breakdown_blocks.ts";
import { dailyChart } from "./daily_chart.ts";
import { driversSection } from "./drivers_section.ts";
import { menuSection } from "./menu_section.ts";
import { moversChart } from "./movers.ts";
import { paymentsTable, readPaymentsTaken } from "./payments.ts";
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
import { booksFigures, salesHeadline } from "./sales_headline.ts";

/** Bars in a chart of the best sellers. */
const TOP = 10;

/** How a period sold: headline, days, hours, categories, items, channels, money for the books. */
export async function salesReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const { period, locations } = request;
  const currency = commonCurrency(locations);
  const sales = await readSalesReport(reader, {
    period,
    locations,
    compare_to: "previous_period",
    as_of: instantText(request.now),
  });
  const context = {
    reader,
    request,
    currency,
    previous: comparablePeriod(period, "previous_period"),
    gaps: sales.gaps,
  };
  return {
    ...reportFrame("Sales report", request),
    notes: salesNotes(sales, request),
    sections: [
      await glance(context, sales),
      ...await driversSection(reader, request),
      await days(context),
      await breakdown(context, "category", "Categories", "Category"),
      await items(context),
      await menuSection(reader, request, currency),
      await channels(context),
      await books(context, sales),
      await reductions(context, sales),
      ...(locations.length > 1 ? [await places(context)] : []),
    ],
    basis: salesBasis(sales, request),
  };
}

interface Context {
  readonly reader: Reader;
  readonly request: ReportRequest;
  readonly currency: string;
  readonly previous: Period;
  /** What was not recorded of the period. */
  readonly gaps: SalesReport["gaps"];
}

async function groupsOf(context: Context, grouping: Grouping, period: Period) {
  context.request.signal?.throwIfAborted();
  return await readBreakdown(context.reader, grouping, period, context.request.locations);
}

/** The groups of a period, and of the period before. */
async function bothPeriods(context: Context, grouping: Grouping) {
  return {
    now: await groupsOf(context, grouping, context.request.period),
    before: await groupsOf(context, grouping, context.previous),
  };
}

async function glance(context: Context, sales: SalesReport): Promise<Section> {
  const { currency, previous, request: { period } } = context;
  const { now, before } = await bothPeriods(context, "day");
  const categories = await bothPeriods(context, "category");
  const hours = await groupsOf(context, "hour", period);
  return {
    title: "At a glance",
    blocks: [
      salesHeadline(sales, currency),
      dailyChart(now, before, { period, previous, currency }),
      breakdownChart(hours, { key: "hours", title: "Net sales by hour", currency }, "columns"),
      ...moversChart(categories.now, categories.before, currency),
    ],
  };
}

async function days(context: Context): Promise<Section> {
  const now = await groupsOf(context, "day", context.request.period);
  const weekdays = await groupsOf(context, "weekday", context.request.period);
  const dayparts = await groupsOf(context, "daypart", context.request.period);
  const { currency, gaps } = context;
  const look = { currency, areOrdersWhole: true, gaps };
  return {
    title: "Days and hours",
    blocks: [
      breakdownTable(dayparts.map(readable), null, {
        ...look,
        key: "dayparts",
        title: "By daypart",
        label: "Daypart",
      }),
      ...(now.length > 7
        ? [breakdownTable(weekdays, null, {
          ...look,
          key: "weekdays",
          title: "By weekday",
          label: "Weekday",
        })]
        : []),
      breakdownTable(now, null, {
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
  const { now, before } = await bothPeriods(context, grouping);
  const key = title.toLowerCase();
  const { currency, gaps } = context;
  const look = { key, title: `Net sales by ${label.toLowerCase()}`, label, currency, gaps };
  return {
    title,
    blocks: [
      breakdownChart(now.slice(0, TOP), look, "bars"),
      breakdownTable(now, before, { ...look, title: `All ${key}`, areOrdersWhole: false }),
    ],
  };
}

async function items(context: Context): Promise<Section> {
  const { now, before } = await bothPeriods(context, "item");
  const { currency, gaps } = context;
  const dishes = now.filter(({ id }) => id !== undefined);
  const chart = { key: "best", title: `Best ${Math.min(TOP, dishes.length)} items`, currency };
  const names = new Set(now.map(nameOf));
  const gone = before.filter((group) => group.id !== undefined && !names.has(nameOf(group)));
  return {
    title: "Items",
    blocks: [
      breakdownChart(dishes.slice(0, TOP), chart, "bars"),
      breakdownTable(now, before, {
        key: "items",
        title: "All items, best first",
        label: "Item",
        currency,
        gaps,
        areOrdersWhole: false,
      }),
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
  const { now, before } = await bothPeriods(context, "order_type");
  return {
    title: "Order types",
    blocks: [breakdownTable(now.map(readable), before.map(readable), {
      key: "order_types",
      title: "Net sales by order type",
      label: "Order type",
      currency: context.currency,
      areOrdersWhole: true,
      gaps: context.gaps,
    })],
  };
}

async function books({ reader, request, currency }: Context, sales: SalesReport): Promise<Section> {
  request.signal?.throwIfAborted();
  const payments = await readPaymentsTaken(reader, request);
  return {
    title: "For the books",
    blocks: [booksFigures(sales, currency), paymentsTable(payments, currency, sales.gaps)],
  };
}

async function reductions(
  { reader, request, currency }: Context,
  { current, gaps }: SalesReport,
): Promise<Section> {
  request.signal?.throwIfAborted();
  const discounts = await readDiscounts(reader, request);
  return {
    title: "Discounts, voids, refunds",
    blocks: [
      discountsTable(discounts, current.figures.discounts, currency, gaps),
      voidsTable(await readVoids(reader, request), currency, gaps),
      refundsTable(await readRefunds(reader, request), currency),
    ],
  };
}

async function places(context: Context): Promise<Section> {
  const { now, before } = await bothPeriods(context, "location");
  const { currency, request, gaps } = context;
  const names = new Map(request.locations.map(({ id, name }) => [id, name]));
  const called = (groups: readonly SalesGroup[]) =>
    groups.map((one) => ({ ...one, group: names.get(one.group) ?? one.group }));
  const look = { key: "locations", title: "Net sales by location", currency, gaps };
  return {
    title: "Locations",
    blocks: [
      breakdownChart(called(now), look, "bars"),
      breakdownTable(called(now), called(before), {
        ...look,
        title: "All locations",
        label: "Location",
        areOrdersWhole: true,
      }),
    ],
  };
}

/** `dine_in` as people read it. */
function readable(group: SalesGroup): SalesGroup {
  const words = group.group.replaceAll("_", " ");
  return { ...group, group: words.slice(0, 1).toUpperCase() + words.slice(1) };
}
