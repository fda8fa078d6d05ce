import type { Report } from "../../report/model.ts";
import { momentOfInstant } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Location } from "../locations/location.ts";
import type { ReportFilters } from "./report_types.ts";
import { length, type Period, period, periodText } from "../../values/period.ts";

/** The inputs of every report. */
export interface ReportRequest {
  readonly period: Period;
  /** One or more; where amounts are added up, all of one currency. */
  readonly locations: readonly Location[];
  readonly now: Temporal.Instant;
  /** Stops the work between two of its questions. */
  readonly signal?: AbortSignal | undefined;
  /** Whether names of staff may be in it. */
  readonly showsNames?: boolean | undefined;
  /** What it is narrowed to: only by what its type can be narrowed by. */
  readonly filters?: ReportFilters | undefined;
}

/** A year with the days around it; more is not printed. */
const LONGEST_DAYS = 400;

/**
 * The period of a report.
 *
 * @throws {RestaurantError} INVALID_INPUT for dates that do not exist, in the wrong order, or more
 * than 400 days apart.
 */
export function reportPeriod(date: string, endDate: string): Period {
  const asked = period(date, endDate);
  const days = length(asked);
  if (days <= LONGEST_DAYS) return asked;
  const problem = `${days} days are too many for one report; ask for at most ${LONGEST_DAYS}.`;
  throw new RestaurantError("INVALID_INPUT", problem, { fields: [{ field: "end_date", problem }] });
}

/** Whose figures a report has: the name of its location, or the names of all. */
export function scopeOf(locations: readonly Location[]): string {
  const names = locations.map(({ name }) => name);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  return names.length <= 3 ? names.join(", ") : `All ${names.length} locations`;
}

/** A file's name without its extension: `Sales report Downtown 2026-11-16 to 2026-11-22`. */
export function fileNameOf(title: string, scope: string, period: Period): string {
  // Characters that file systems reject, or that end a name or a header.
  const plain = `${title} ${scope}`.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, " ").trim().slice(0, 80);
  return `${plain.trim()} ${periodText(period)}`;
}

/** Which locations have not closed the last business date of a period yet. */
export function unfinishedNotes({ period, locations, now }: ReportRequest): string[] {
  const open = locations.filter((location) =>
    momentOfInstant(now, location).business_date <= period.end_date
  );
  if (open.length === 0) return [];
  const dates = new Set(open.map((location) => momentOfInstant(now, location).business_date));
  const names = open.map(({ name }) => name);
  const where = open.length === locations.length ? "" : ` at ${namesText(names)}`;
  return [
    `Not finished: business date ${
      [...dates].join(", ")
    } is still running${where}. Its figures will grow.`,
  ];
}

/** Some names, and how many more there are. */
export function namesText(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The parts of a report that every one has. */
export function reportFrame(
  title: string,
  { period, locations, now }: ReportRequest,
): Pick<Report, "title" | "period" | "scope" | "as_of" | "time_zone"> {
  const [zone = "UTC", ...otherZones] = new Set(locations.map(({ time_zone }) => time_zone));
  return {
    title,
    period,
    scope: scopeOf(locations),
    as_of: now.toString({ smallestUnit: "second" }),
    ...(otherZones.length === 0 && { time_zone: zone }),
  };
}
