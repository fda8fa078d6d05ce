import { sum } from "../../../values/sum.ts";
import { dayNumber } from "../../../values/day_number.ts";
import { divideRounded } from "../../../values/money.ts";
import { netSales } from "../../sales/figures.ts";
import { median } from "../../../values/median.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import {
  changePercent,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
} from "../section.ts";
import type { Period } from "../../../values/period.ts";
import { percentChangeText } from "../../../values/percent_text.ts";

/** The figures of one location in a period. */
interface Place {
  readonly id: string;
  readonly open_days: number;
  readonly orders: number;
  readonly net: number;
  readonly lost: number;
  readonly gross: number;
}

/** Percent points apart from the other locations' change from which one is an outlier. */
const OUTLIER_POINTS = 10;

/** Each location per open day beside the others and beside its own past; the outlier named. */
export async function readLocationsSection(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const now = await readPlaces(input, scope.period);
  const before = scope.previous === null ? [] : await readPlaces(input, scope.previous);
  const rows = now.map((place) => {
    const past = before.find(({ id }) => id === place.id);
    const change = past === undefined ? null : changePercent(perDay(place), perDay(past));
    return { place, change };
  }).sort((a, b) => perDay(b.place) - perDay(a.place));
  return sectionOf("locations", {
    findings: now.length < 2
      ? [{ text: "There is one location, so none can be compared.", weight: 0 }]
      : outlierFindings(rows, scope),
    figures: {
      locations: now.length,
      days: dayNumber(scope.period.end_date) - dayNumber(scope.period.date) + 1,
    },
    tables: [{
      title: "Per open day",
      columns: [
        "location",
        "open days",
        "net per open day",
        "orders per open day",
        "average check",
        "discounts, voids and refunds % of gross",
        "change of net per open day %",
      ],
      rows: rows.map(({ place, change }) => [
        place.id,
        place.open_days,
        major(perDay(place), scope),
        place.open_days === 0 ? null : rounded(place.orders / place.open_days, 1),
        place.orders === 0 ? null : major(divideRounded(place.net, place.orders), scope),
        place.gross === 0 || lacksLosses(place.id, scope)
          ? null
          : rounded(100 * place.lost / place.gross),
        change,
      ]),
    }],
    notes: [
      `An outlier's change lies ${OUTLIER_POINTS} points or more from the median of the others; ` +
      "the change is against its own same weekdays before.",
    ],
  });
}

async function readPlaces({ reader, scope }: SectionInput, period: Period): Promise<Place[]> {
  const query = { dimension: "day", period, location_ids: scope.ids } as const;
  const rows = await readRollups(reader, query, ["location_id", "business_date"]);
  return [...Map.groupBy(rows, ({ location_id }) => location_id)].map(([id, days]) => ({
    id,
    open_days: days.filter(({ transactions }) => transactions > 0).length,
    orders: sum(days.map(({ transactions }) => transactions)),
    net: sum(days.map(netSales)),
    gross: sum(days.map(({ gross }) => gross)),
    lost: sum(days.map(({ discounts, voids, refunds }) => discounts + voids + refunds)),
  }));
}

/** Whether discounts or voids of a location were not recorded on some days. */
function lacksLosses(id: string, { gaps }: SectionInput["scope"]): boolean {
  return gaps.some(({ figure, where }) =>
    (figure === "discounts" || figure === "voids") &&
    where.some((text) => text.startsWith(`${id} `))
  );
}

function perDay({ net, open_days }: Place): number {
  return open_days === 0 ? 0 : net / open_days;
}

function outlierFindings(
  rows: readonly { readonly place: Place; readonly change: number | null }[],
  scope: SectionInput["scope"],
) {
  const compared = rows.filter((row): row is { place: Place; change: number } =>
    row.change !== null
  );
  const far = compared.map((row) => {
    const others = compared.filter((other) => other !== row).map(({ change }) => change);
    return { ...row, others: others.length === 0 ? 0 : median(others), count: others.length };
  }).sort((a, b) =>
    // Two locations are equally far from each other: the one that changed by more times is meant.
    Math.abs(b.change - b.others) - Math.abs(a.change - a.others) ||
    Math.abs(Math.log(1 + b.change / 100)) - Math.abs(Math.log(1 + a.change / 100))
  );
  const [first] = far;
  const best = rows[0]?.place;
  const last = rows.at(-1)?.place;
  return [
    ...(first === undefined || Math.abs(first.change - first.others) < OUTLIER_POINTS ? [] : [{
      text:
        `${first.place.id} is the outlier: net per open day ${
          percentChangeText(first.change)
        } against ` +
        `its own past, ${
          first.count === 1
            ? `the other ${percentChangeText(first.others)}`
            : `the others ${percentChangeText(first.others)} (median)`
        }.`,
      weight: Math.abs(first.change - first.others) / 100 * first.place.net,
      isNotable: true,
    }]),
    ...(best === undefined || last === undefined ? [] : [{
      text:
        `Highest net per open day: ${best.id} with ${moneyText(perDay(best), scope)}; lowest: ` +
        `${last.id} with ${moneyText(perDay(last), scope)}.`,
      weight: 0,
    }]),
  ];
}
