import { z } from "zod";
import { completeLocation } from "../restaurant/locations/complete_location.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import { askedPeriod } from "../restaurant/sales/asked_period.ts";
import { completeSalesDate } from "../restaurant/sales/complete_sales_date.ts";
import type { Period } from "../values/period.ts";
import type { Reader } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";

/** The needs of prompts and completions. */
export interface PromptServices {
  readonly reader: Reader;
  readonly clock: Clock;
}

/** One location; without it, all of them. */
export const location = z.string().max(80).optional()
  .describe("Location id or name; without it all locations.");

/** A business date or a named period; without it, the prompt's default. */
export function dates(description: string): z.ZodOptional<z.ZodString> {
  return z.string().max(40).optional().describe(description);
}

/** Completes a location's id. */
export function anyLocation(value: string, { reader }: PromptServices): Promise<readonly string[]> {
  return completeLocation(reader, value);
}

/** Completes a date that has sales. */
export function anyDate(value: string, { reader }: PromptServices): Promise<readonly string[]> {
  return completeSalesDate(reader, value);
}

/** The location and days of a prompt's figures. */
export interface Subject {
  readonly locations: readonly Location[];
  readonly period: Period;
  /** `downtown`, or `all locations`. */
  readonly place: string;
  /** The location and dates as arguments of calls. */
  readonly where: { readonly location?: string };
  readonly when: { readonly date: string; readonly end_date?: string };
  /** The dates as tools with `date_range` take them. */
  readonly range: string;
}

/**
 * Finds what a prompt is about.
 *
 * @param written The dates that the user gave, or those that suit the prompt.
 * @throws {RestaurantError} NOT_FOUND for an unknown location; INVALID_INPUT for what are no dates.
 */
export async function subjectOf(
  { reader, clock }: PromptServices,
  wanted: string | undefined,
  written: string,
): Promise<Subject> {
  const locations = await chooseLocations(reader, wanted);
  const { period } = await askedPeriod(reader, locations, { date: written }, clock());
  const { date, end_date } = period;
  const [only, ...others] = locations;
  const isOne = only !== undefined && others.length === 0;
  return {
    locations,
    period,
    place: isOne ? only.id : "all locations",
    where: isOne ? { location: only.id } : {},
    when: date === end_date ? { date } : { date, end_date },
    range: `${date}..${end_date}`,
  };
}

/** Calls of `forecast_demand`, which takes one location; more than two are too many. */
export function forecastCalls({ locations }: Subject, horizon_days: number): string {
  return locations.slice(0, 2)
    .map(({ id }) => callOf("forecast_demand", { horizon_days, location: id })).join(" and ");
}

/** A call of a tool as a prompt names it: the tool and its arguments, which can be copied. */
export function callOf(tool: string, args: Readonly<Record<string, unknown>>): string {
  return `\`${tool} ${JSON.stringify(args)}\``;
}
