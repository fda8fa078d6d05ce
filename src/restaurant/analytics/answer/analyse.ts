import type { Reader } from "../../../storage/database.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { noProgress, type Progress } from "../../../values/progress.ts";
import { businessToday } from "../../locations/business_today.ts";
import type { Location } from "../../locations/location.ts";
import { duringText, type Period, periodText } from "../../../values/period.ts";
import type { AnalyticsAnswer } from "./analytics_answer.ts";
import { readDataRange } from "../../sales/data_ends.ts";
import { type AnalyticsScope, analyticsScope } from "../analytics_scope.ts";
import { gapsText } from "../../sales/not_recorded.ts";
import { type Finding, type Section, type SectionName, SECTIONS } from "../section.ts";
import { SECTION_LIST } from "./section_list.ts";

/** The sections that the short answer takes its findings from. */
const SHORT: readonly SectionName[] = ["summary", "drivers", "trend", "losses", "locations"];
/** Findings of the short answer besides the summary. */
const MOST_FINDINGS = 3;

/** The question of an analysis. It is plain data, so that it can be sent to a worker. */
export interface AnalyticsQuestion {
  readonly period: Period;
  /** One or more, all of one currency. */
  readonly locations: readonly Location[];
  /** Without any, the short answer: the summary and the findings that matter most. */
  readonly sections: readonly SectionName[];
  readonly showsNames: boolean;
  /** UTC instant of the question. */
  readonly as_of: string;
}

/**
 * Answers from the rollups: the cost depends on days and groups, never on orders; only `basket` reads
 * orders, and at most the latest 5,000.
 *
 * @throws {RestaurantError} NOT_FOUND when no location has a finished day with sales in the period.
 */
export async function analyse(
  reader: Reader,
  question: AnalyticsQuestion,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<AnalyticsAnswer> {
  const now = Temporal.Instant.from(question.as_of);
  const scope = await analyticsScope(reader, question.locations, question.period, now);
  if (scope === null) throw await nothingToAnalyse(reader, question);
  const input = { reader, scope, signal, showsNames: question.showsNames };
  const isShort = question.sections.length === 0;
  const sections: Section[] = [];
  const names = isShort ? SHORT : question.sections;
  for (const [i, name] of names.entries()) {
    signal.throwIfAborted();
    progress(i / names.length, `Analysing: ${name}`);
    sections.push(await SECTION_LIST[name].read(input));
  }
  return {
    ...scope.period,
    location: locationOf(question.locations),
    currency: scope.currency,
    complete: scope.complete,
    findings: findingsOf(sections, isShort),
    sections: isShort ? [] : sections.map(({ findings, tables, ...section }) => ({
      ...section,
      notes: [...section.notes],
      see_more: [...section.see_more],
      findings: findings.map(({ text }) => text),
      tables: tables.map(({ columns, rows, ...table }) => ({
        ...table,
        columns: [...columns],
        rows: rows.map((row) => [...row]),
      })),
    })),
    notes: [
      ...scope.notes,
      ...gapsText(scope.gaps),
      ...(isShort ? [`More: sections ${SECTIONS.join(", ")}.`] : []),
    ],
    basis: `${basisOf(scope)} ${businessToday(question.locations, now)}`,
    cached: false,
    as_of: question.as_of,
  };
}

/** The summary, then the findings that are about the most money. */
function findingsOf(sections: readonly Section[], isShort: boolean): string[] {
  if (!isShort) return [];
  const summary = sections.find(({ section }) => section === "summary")?.findings ?? [];
  const notable: Finding[] = sections.flatMap(({ findings }) =>
    findings.filter(({ isNotable = false, weight }) => isNotable && weight > 0)
  );
  const chosen = notable.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_FINDINGS);
  return [...summary, ...chosen].map(({ text }) => text);
}

function locationOf([location, ...others]: readonly Location[]): string {
  return location === undefined || others.length > 0 ? "all" : location.id;
}

function basisOf(scope: AnalyticsScope): string {
  const compared = scope.previous === null
    ? "nothing, because there is not enough earlier data"
    : `${periodText(scope.previous)} (the same weekdays before)`;
  return "Net sales = gross - discounts - refunds + service charges that are not gratuities, by business " +
    `day, finished days only; compared with ${compared}; locations: ${scope.ids.join(", ")}; ` +
    "an open day is a day on which a location sold anything.";
}

async function nothingToAnalyse(
  reader: Reader,
  { period, locations }: AnalyticsQuestion,
): Promise<RestaurantError> {
  const recorded = await readDataRange(reader, locations.map(({ id }) => id));
  return new RestaurantError(
    "NOT_FOUND",
    `There is no finished day with sales ${duringText(period)} at ` +
      `${locations.map(({ id }) => id).join(", ")}.`,
    {
      hint: recorded === null
        ? "Nothing has been recorded yet; import a sales export first."
        : `Recorded data runs from ${recorded.first} to ${recorded.last}. For a day that is not over use get_sales_data.`,
    },
  );
}
