import type { Report } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMilli, percent } from "../../values/money.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { netSales, noFigures, UNKNOWN_CHANNEL } from "../sales/figures.ts";
import type { Period } from "../../values/period.ts";
import { type GroupFigures, readGroups } from "../sales/read_figures.ts";
import { addGroupFigures } from "../sales/read_spans.ts";
import type { SalesGroup } from "../sales/sales_group.ts";
import { readGiftCardKeys } from "../sales/gift_card_keys.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import { commonCurrency, readSalesReport } from "../sales/sales_report.ts";
import { breakdownTable } from "./breakdown_blocks.ts";
import { dailyChart } from "./daily_chart.ts";
import { gapNotes } from "./gap_notes.ts";
import { periodBefore, periodBeforeText, reportComparison } from "./period_before.ts";
import { REPORT_FILTERS, type ReportFilters } from "./report_types.ts";
import { reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";
import { salesDefinitions } from "./sales_basis.ts";
import { chooseNamed, type Named } from "../../values/choose_named.ts";

/** One thing that sales are narrowed to. */
export interface SalesFilter {
  readonly by: typeof REPORT_FILTERS["sales"][number];
  /** As a person wrote it: a name, or an item's id. */
  readonly value: string;
}

/** Names of what was sold, in an error. */
const MOST_NAMED = 20;

/** The one filter of a sales report, if it has one. */
export function salesFilter(filters: ReportFilters = {}): SalesFilter | undefined {
  return REPORT_FILTERS.sales.flatMap((by) => {
    const value = filters[by];
    return value === undefined ? [] : [{ by, value }];
  })[0];
}

/** The sales of one category, item or order type. */
export async function filteredSalesReport(
  reader: Reader,
  request: ReportRequest,
  filter: SalesFilter,
): Promise<Report> {
  const { period, locations, signal } = request;
  if (filter.by === "server" && request.showsNames !== true) throw noNames();
  const currency = commonCurrency(locations);
  const previous = periodBefore(period);
  const { id: key, name } = await knownValue(reader, request, filter);
  const read = async (period: Period, by: "business_date" | "location_id") => {
    signal?.throwIfAborted();
    const location_ids = locations.map(({ id }) => id);
    return await readGroups(reader, { dimension: filter.by, key, period, location_ids, by });
  };
  const [days, before] = [
    await read(period, "business_date"),
    await read(previous, "business_date"),
  ];
  const places = await read(period, "location_id");
  const [now, then] = [added(days), added(before)];
  const { gaps, comparison } = await readSalesReport(reader, {
    period,
    locations,
    compare_to: reportComparison(period),
    as_of: instantText(request.now),
  });
  const names = new Map(locations.map((one) => [one.id, one.name]));
  const money = { kind: "money", unit: currency } as const;
  const figure = (key: string, label: string, part: (figures: GroupFigures) => number) => {
    const value = lacks(key, gaps) ? null : part(now);
    const previous = lacks(key, comparison?.gaps ?? []) ? null : part(then);
    const change = value === null || previous === null
      ? null
      : percent(value - previous, Math.abs(previous));
    return { key, label, value, previous, change };
  };
  return {
    ...reportFrame(`Sales report: ${name}`, request),
    notes: [
      ...unfinishedNotes(request),
      `Only ${
        filter.by.replace("_", " ")
      } ${name}. Tax, tips, guests and payments are recorded for ` +
      "whole orders, so they are not in it.",
      ...gapNotes(gaps.filter(({ figure }) => figure === "discounts")),
      ...(days.size === 0 ? ["It did not sell in this period."] : []),
    ],
    sections: [
      {
        title: "At a glance",
        blocks: [
          {
            type: "figures",
            figures: [
              { ...figure("net_sales", "Net sales", netSales), ...money },
              { ...figure("transactions", "Transactions", (f) => f.transactions), kind: "count" },
              { ...figure("units", "Units", (f) => fromMilli(f.units)), kind: "quantity" },
              { ...figure("gross_sales", "Gross sales", (f) => f.gross), ...money },
              { ...figure("discounts", "Discounts", (f) => f.discounts), ...money },
              { ...figure("refunds", "Refunds", (f) => f.refunds), ...money },
            ],
          },
          ...(before.size === 0 ? [] : [{ type: "text" as const, text: periodBeforeText(period) }]),
          ...dailyChart(groupsOf(days), groupsOf(before), { period, previous, currency }),
        ],
      },
      {
        title: "Days",
        blocks: [breakdownTable(groupsOf(days), {
          key: "days",
          title: "By day",
          label: "Date",
          kind: "date",
          currency,
          areOrdersWhole: true,
          gaps,
        })],
      },
      ...(locations.length > 1
        ? [{
          title: "Locations",
          blocks: [breakdownTable(groupsOf(places, (id) => names.get(id) ?? id), {
            key: "locations",
            title: "By location",
            label: "Location",
            currency,
            areOrdersWhole: true,
            gaps,
          })],
        }]
        : []),
    ],
    basis: salesDefinitions(request),
  };
}

function noNames(): RestaurantError {
  return new RestaurantError("FORBIDDEN", "Names of staff are for managers only.", {
    hint: "Leave filters.server out, or ask with the token of a manager.",
  });
}

function lacks(figure: string, gaps: readonly Gap[]): boolean {
  return figure === "discounts" && figuresWithout(gaps).has(figure);
}

/** @throws {RestaurantError} NOT_FOUND with what was sold in the period, or INVALID_INPUT. */
async function knownValue(
  reader: Reader,
  { period, locations }: ReportRequest,
  { by, value }: SalesFilter,
): Promise<Named> {
  const location_ids = locations.map(({ id }) => id);
  const sold = await readGroups(reader, { dimension: by, period, location_ids, by: "key" });
  const things = by === "item"
    ? await readMenuItems(reader)
    : [...sold.keys()].map((id) => ({ id, name: by === "channel" ? channelName(id) : id }));
  const giftCards = by === "category" || by === "item"
    ? await readGiftCardKeys(reader, by, [{ ...period, location_ids }])
    : new Set<string>();
  const known = things.filter(({ id, name }) => name !== "" && sold.has(id) && !giftCards.has(id));
  return chooseNamed(value, things, {
    what: by.replace("_", " "),
    field: `filters.${by}`,
    hint: known.length === 0
      ? "Nothing was sold in this period."
      : `Sold in this period: ${known.slice(0, MOST_NAMED).map(({ name }) => name).join(", ")}.`,
  });
}

/** `unknown` as people read it. */
function channelName(key: string): string {
  return key === UNKNOWN_CHANNEL ? "not recorded" : key;
}

function added(groups: ReadonlyMap<string, GroupFigures>): GroupFigures {
  const total = noFigures();
  for (const figures of groups.values()) addGroupFigures(total, figures);
  return total;
}

function groupsOf(
  groups: ReadonlyMap<string, GroupFigures>,
  name: (key: string) => string = (key) => key,
): SalesGroup[] {
  return [...groups].map(([key, figures]) => ({ group: name(key), figures }));
}
