import type { DateOrder } from "./cells/dates.ts";
import type { ImportOptions } from "./options.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { DateRange } from "./date_survey.ts";
import type { Sighting } from "./sighting.ts";
import type { Survey } from "./survey.ts";

/** How the dates of a file are read, and on what that rests. */
export interface DecidedDates {
  readonly order: DateOrder;
  readonly note?: string;
}

/** Older sales are hardly imported, if another reading of the same dates is recent. */
const YEARS = 10;

/**
 * The order of a file's dates, from all of them together.
 *
 * @param today As a number: 20261127.
 * @throws {ImportQuestion} if they contradict each other or leave it open.
 */
export function decideDates(
  { dates, layout }: Pick<Survey, "dates" | "layout">,
  { dateOrder }: Pick<ImportOptions, "dateOrder">,
  today: number,
): DecidedDates {
  if (dateOrder !== undefined) return { order: dateOrder };
  const open = [...dates.open];
  if (open.length === 0) return { order: "ymd" };
  const possible = (["dmy", "mdy", "ymd"] as const)
    .filter((order) => open.every(([orders]) => orders.split(" ").includes(order)));
  const [order, ...others] = possible;
  if (order === undefined) throw mixed(open);
  if (others.length === 0) return { order };
  const recent = possible.filter((one) => isRecent(dates.ranges.get(one), today));
  const [sighting] = open.map(([, sighting]) => sighting);
  if (possible.includes("ymd") && recent.length === 1 && recent[0] !== undefined) {
    return { order: recent[0], note: recentNote(recent[0], sighting) };
  }
  const usual = layout.format.usualDateOrder;
  if (usual === undefined || !possible.includes(usual)) throw undecided(possible, sighting);
  const first = usual === "mdy" ? "month" : "day";
  return {
    order: usual,
    note: `No date in the file shows the order, but this export writes the ${first} first; ` +
      `--date-format ${usual === "mdy" ? "dmy" : "mdy"} overrides this.`,
  };
}

function isRecent(range: DateRange | undefined, today: number): boolean {
  return range !== undefined && range.last <= today + 2 && range.first >= today - YEARS * 10_000;
}

const FORMS: Readonly<Record<DateOrder, string>> = {
  dmy: "day first",
  mdy: "month first",
  ymd: "year first",
};

function recentNote(order: DateOrder, sighting: Sighting | undefined): string {
  return `Dates such as ${shown(sighting)} are read ${
    FORMS[order]
  }: read otherwise they would be ` +
    "long past or in the future; --date-format overrides this.";
}

function mixed(open: readonly (readonly [string, Sighting])[]): ImportQuestion {
  const seen = open.map(([orders, sighting]) =>
    `line ${sighting.line} has ${shown(sighting)} (${
      orders.split(" ").map((order) => FORMS[order as DateOrder]).join(" or ")
    })`
  );
  return new ImportQuestion(
    `The dates contradict each other: ${seen.join(", ")}.`,
    "Say which is right, --date-format dmy or mdy; rows that do not fit are left out.",
  );
}

function undecided(
  possible: readonly DateOrder[],
  sighting: Sighting | undefined,
): ImportQuestion {
  return new ImportQuestion(
    `No date in the file says whether it is ${
      possible.map((order) => FORMS[order]).join(" or ")
    } (line ${sighting?.line}: ${shown(sighting)}).`,
    `Say it: ${possible.map((order) => `--date-format ${order} for ${FORMS[order]}`).join(", ")}.`,
  );
}

function shown(sighting: Sighting | undefined): string {
  return sighting?.text.slice(0, 10) ?? "";
}
