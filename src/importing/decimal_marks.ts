import { minorDigits } from "../values/money.ts";
import type { DecimalMark } from "./cells/decimals.ts";
import type { ImportOptions } from "./options.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { NumberSurvey, Survey } from "./survey.ts";

/** Currencies that have a smaller unit in the norm and hardly anywhere else. */
const WHOLE_IN_PRACTICE = ["IDR", "COP", "HUF", "CRC", "LAK", "MMK", "UZS", "IRR", "KHR", "AMD"];

/**
 * The decimal mark of each field, from the whole file: its own numbers, those of the other columns,
 * and what the currency leaves possible.
 *
 * @throws {ImportQuestion} if numbers such as `1.234` stay open.
 */
export function decideMarks(
  { numbers, layout: { kind } }: Pick<Survey, "numbers" | "layout">,
  currency: string | null,
  { decimalMark }: Pick<ImportOptions, "decimalMark">,
): ReadonlyMap<string, DecimalMark> {
  const fields = [...numbers.keys()];
  if (decimalMark !== undefined) return new Map(fields.map((field) => [field, decimalMark]));
  const isMoney = (field: string) => kind.amounts?.includes(field) ?? false;
  const shown = new Set([...numbers.values()].flatMap(({ marks }) => [...marks]));
  for (const [field, number] of numbers) {
    const mark = isMoney(field) && currency !== null ? markOfMoney(number, currency) : undefined;
    if (mark !== undefined && number.marks.size === 0) shown.add(mark);
  }
  const ofFile = shown.size === 1 ? [...shown][0] : undefined;
  return new Map(fields.map((field) => {
    const number = numbers.get(field) ?? { marks: new Set<DecimalMark>(), open: new Map() };
    const own = number.marks.size === 1 ? [...number.marks][0] : undefined;
    const money = isMoney(field) && currency !== null ? markOfMoney(number, currency) : undefined;
    const usual = field === "quantity" && isThousands(number, ofFile) ? undefined : ofFile;
    return [field, own ?? money ?? usual ?? unclearMark(field, number)];
  }));
}

/** The digits of a currency decide: there are no thousandths of a cent. */
function markOfMoney({ marks, open }: NumberSurvey, currency: string): DecimalMark | undefined {
  const [[separator] = [], ...others] = [...open];
  if (separator === undefined || others.length > 0 || marks.size > 0) return undefined;
  const thousands = separator === "," ? "." : ",";
  const digits = minorDigits(currency);
  if (digits === 0 || WHOLE_IN_PRACTICE.includes(currency)) return thousands;
  if (digits === 3) return separator;
  return separator === "," ? thousands : undefined;
}

/** Nothing is sold by the thousand: `1.000` beside prices such as `12,50` is hardly that. */
function isThousands({ open }: NumberSurvey, ofFile: DecimalMark | undefined): boolean {
  return ofFile !== undefined && open.size > 0 && !open.has(ofFile);
}

function unclearMark(field: string, { open }: NumberSurvey): DecimalMark {
  const [[separator, sighting] = []] = [...open];
  if (separator === undefined || sighting === undefined) return ".";
  const shown = sighting.text.slice(0, 20);
  throw new ImportQuestion(
    `The file does not say what ${shown} is (${field}, line ${sighting.line}): ` +
      "thousands, or a number with three decimals.",
    `Say what separates the decimals: --decimal ${separator === "," ? "comma" : "point"} if ` +
      `${shown} is about ${parseFloat(shown.replace(/[^\d.,]/g, "").replace(",", "."))}, ` +
      `--decimal ${separator === "," ? "point" : "comma"} if it is in the thousands.`,
  );
}
