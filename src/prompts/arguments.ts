import { z } from "zod";
import { completeLocation } from "../restaurant/locations/complete_location.ts";
import { completeSalesDate } from "../restaurant/sales/complete_sales_date.ts";
import type { Reader } from "../storage/database.ts";
import { isDate } from "../values/business_day.ts";

/** What completions need. */
export interface PromptServices {
  readonly reader: Reader;
}

/** One location; without it, all of them. */
export const location = z.string().max(80).regex(/^[^\n`]*$/, "Give a location's id or name.")
  .optional().describe("Location id or name; without it all locations.");

/** A business date; without it, the one that suits the prompt. */
export function date(description: string): z.ZodOptional<z.ZodString> {
  return z.string().refine(isDate, "Write an existing date as YYYY-MM-DD.").optional()
    .describe(description);
}

/** Completes a location's id. */
export function anyLocation(value: string, { reader }: PromptServices): Promise<readonly string[]> {
  return completeLocation(reader, value);
}

/** Completes a date that has sales. */
export function anyDate(value: string, { reader }: PromptServices): Promise<readonly string[]> {
  return completeSalesDate(reader, value);
}

/** `at downtown`, or `at all locations together and by location`. */
export function place(location: string | undefined): string {
  return location === undefined ? "at all locations, together and by location" : `at ${location}`;
}
