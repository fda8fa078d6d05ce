import { readDate } from "./dates.ts";
import { readTime } from "./times.ts";

/** Midnight is what spreadsheets and databases write if they know only the date. */
export function showsTime(text: string): boolean {
  return text !== "" && !/(^|[\sT])(0{1,2}:00|12:00(:00)? ?AM)[:.0]*Z?$/i.test(text);
}

/** Whether a date is followed by a time of day that says more than midnight. */
export function showsTimeBehind(text: string): boolean {
  const rest = readDate(text, "dmy")?.rest ?? readDate(text, "mdy")?.rest ?? "";
  return rest !== "" && showsTime(rest) && readTime(rest) !== undefined;
}
