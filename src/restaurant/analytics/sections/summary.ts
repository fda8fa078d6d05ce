import { counted } from "../../../values/counted.ts";
import { divideRounded, percent } from "../../../values/money.ts";
import {
  addFigures,
  type Figures,
  netSales,
  noFigures,
  type RollupEntry,
} from "../../sales/figures.ts";
import type { LikeForLike } from "../../sales/like_for_like.ts";
import { type Period, periodText } from "../../../values/period.ts";
import { percentChangeText, percentText } from "../../../values/percent_text.ts";
import { readPartOfDay } from "../../sales/part_of_day.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import { readDays } from "../../sales/sales_report.ts";
import {
  changePercent,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
} from "../section.ts";

/** All figures of a period, and on how many days each location sold anything, added up. */
export interface Totals {
  readonly figures: Figures;
  readonly open_days: number;
}

/** Net sales, orders, guests and averages, beside the same weekdays before and the year before. */
export async function readSummary(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const now = await readTotals(input, scope.period);
  const before = scope.previous === null ? null : await readTotals(input, scope.previous);
  const lastYear = scope.year_before === null ? null : await readTotals(input, scope.year_before);
  const columns = [now, before, lastYear];
  const rows = [
    row("net_sales", columns, (one) => major(netSales(one.figures), scope)),
    row("orders", columns, ({ figures }) => figures.transactions),
    row(
      "guests",
      columns,
      ({ figures }) => figures.guest_transactions === 0 ? null : figures.guests,
    ),
    row(
      "average_check",
      columns,
      ({ figures }) => major(each(netSales(figures), figures.transactions), scope),
    ),
    row("net_per_guest", columns, ({ figures }) => major(perGuest(figures), scope)),
    row("open_days", columns, ({ open_days }) => open_days),
    row(
      "net_per_open_day",
      columns,
      (one) => major(each(netSales(one.figures), one.open_days), scope),
    ),
    row(
      "orders_per_open_day",
      columns,
      ({ figures, open_days }) =>
        open_days === 0 ? null : rounded(figures.transactions / open_days),
    ),
  ];
  const sentence = sentenceOf(
    input,
    now,
    await readChange(input, "previous"),
    await readChange(input, "year_before"),
  );
  return sectionOf("summary", {
    findings: [{ text: sentence, weight: Number.MAX_SAFE_INTEGER }],
    figures: Object.fromEntries(rows.map(([name, value]) => [name, value])),
    tables: [{
      title: "Totals",
      columns: [
        "figure",
        "this period",
        `same weekdays before (${
          scope.previous === null ? "no data" : periodText(scope.previous)
        })`,
        `year before (${scope.year_before === null ? "no data" : periodText(scope.year_before)})`,
      ],
      rows,
    }],
    notes: guestNotes(now.figures),
  });
}

/** Figures and open days of a period. */
export async function readTotals(
  { reader, scope }: Pick<SectionInput, "reader" | "scope">,
  period: Period,
): Promise<Totals> {
  const query = { dimension: "day", period, location_ids: scope.ids } as const;
  const rows = await readRollups(reader, query, ["business_date", "location_id"]);
  const figures = noFigures();
  for (const row of rows) addFigures(figures, row);
  return { figures, open_days: rows.filter(({ transactions }) => transactions > 0).length };
}

type Row = [string, number | null, number | null, number | null];

function row(
  name: string,
  [now, before, lastYear]: readonly (Totals | null)[],
  value: (totals: Totals) => number | null,
): Row {
  const of = (totals: Totals | null | undefined) => totals ? value(totals) : null;
  return [name, of(now), of(before), of(lastYear)];
}

function each(amount: number, count: number): number | null {
  return count === 0 ? null : divideRounded(amount, count);
}

/** Only if every order's guests were counted: otherwise the average would be too high. */
function perGuest({ guests, guest_transactions, transactions, ...amounts }: Figures) {
  return guests === 0 || guest_transactions < transactions
    ? null
    : divideRounded(netSales(amounts), guests);
}

function guestNotes({ guest_transactions, transactions }: Figures): string[] {
  if (guest_transactions >= transactions) return [];
  const share = percent(guest_transactions, transactions) ?? 0;
  return [`Guests were counted on ${percentText(share)} of the orders: no net per guest is given.`];
}

/** The change of net sales, on the days that are known in both periods. */
interface Change {
  readonly percent: number | null;
  readonly like: LikeForLike;
}

async function readChange(
  { reader, scope }: SectionInput,
  before: keyof SectionInput["scope"]["like"],
): Promise<Change | null> {
  const like = scope.like[before];
  if (like === null) return null;
  const parts: RollupEntry[] = [];
  for (const part of like.parts) parts.push(...await readPartOfDay(reader, part));
  const now = await readDays(reader, like.now, scope.histories);
  const then = await readDays(reader, like.then, scope.histories, parts);
  return { percent: changePercent(netSales(now.figures), netSales(then.figures)), like };
}

function sentenceOf(
  { scope }: SectionInput,
  now: Totals,
  before: Change | null,
  lastYear: Change | null,
): string {
  const net = netSales(now.figures);
  return `${periodText(scope.period)}: net sales ${moneyText(net, scope)} with ` +
    `${counted(now.figures.transactions, "order")} on ${openDaysText(now, scope)}; ` +
    `${changeOn("the same weekdays before", before)}, ${changeOn("the year before", lastYear)}.`;
}

function changeOn(words: string, change: Change | null): string {
  if (change === null) return `nothing to compare with ${words}`;
  const { percent, like: { isWhole, days, asked } } = change;
  const part = isWhole ? "" : ` (like for like, ${days} of ${asked} location days)`;
  return `${percentChangeText(percent)} on ${words}${part}`;
}

/** An open day is one of a location: two that are open on the same date are two open days. */
function openDaysText({ open_days }: Totals, { ids }: Pick<SectionInput["scope"], "ids">): string {
  const days = counted(open_days, "open day");
  return ids.length === 1 ? days : `${days} of ${ids.length} locations`;
}
