import { visibleText } from "../../../values/text.ts";
import type { Report } from "./problems.ts";

/** A typed text, on one line and without invisible characters; null for none. */
export function checkText(
  text: string | undefined,
  field: string,
  longest: number,
  report: Report,
): string | null {
  if (text === undefined) return null;
  if (text.length > 8 * longest || visibleText(text).length > longest) {
    report(field, `Write at most ${longest} characters.`);
    return null;
  }
  return visibleText(text) || null;
}
