import { dateEvidence } from "../cells/dates.ts";
import type { Check, CheckedColumns } from "../kind/check.ts";
import { ImportQuestion } from "../kind/question.ts";

/** Numbers of days, and dates whose order the file has to show. */
const IN_QUESTION = /^\d{5}(?!\d)|^\d{10}|^\d{1,2}[-/.]/;
/** The last day of a month that may be taken for a month. */
const MONTHS = 12;

/**
 * A spreadsheet that reads the month first makes 5 September of 09/05, and leaves 13/09 a text: then
 * the days that it counts are those up to 12, and the texts are those that it could not read.
 */
export function spreadsheetDates({ positions }: CheckedColumns): Check | undefined {
  if (!positions.has("date")) return undefined;
  let counted: { readonly line: number; readonly text: string } | undefined;
  let written: string | undefined;
  let [isLow, isHigh] = [true, true];
  let last = "";
  return {
    observe({ line, cell }) {
      const text = cell("date");
      // The rows of one order share their date.
      if (text === last || !IN_QUESTION.test(text)) return;
      last = text;
      const { possible, certain = false, isCounted = false } = dateEvidence(text) ?? {};
      if (possible === undefined || certain && !isCounted) return;
      if (isCounted) {
        isLow &&= [...possible.values()].every((date) => date % 100 <= MONTHS);
        counted ??= { line, text };
      } else {
        isHigh &&= possible.size === 1;
        written ??= text;
      }
    },
    conclude() {
      if (counted === undefined || written === undefined || !isLow || !isHigh) return [];
      throw new ImportQuestion(
        `A spreadsheet has turned some dates into numbers (line ${counted.line}: ` +
          `${counted.text.slice(0, 20)}) and left others such as ${written.slice(0, 10)}: it ` +
          "probably took days for months.",
        "Export the file again and import it without opening and saving it in a spreadsheet.",
      );
    },
  };
}
