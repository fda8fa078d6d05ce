import { minorDigits } from "../../values/money.ts";
import { parseDecimal } from "../cells/decimals.ts";
import type { Check, CheckedColumns } from "../kind/check.ts";
import { ImportQuestion } from "../kind/question.ts";

const WHOLE = /^-?\d*(?:[.,]0*)?$/;
/** One to two decimals: three may separate thousands. */
const DECIMALS = /[.,]\d{1,2}\D*$/;

/** There is no half yen: amounts with decimals are in another currency. */
export function wholeCurrency({ kind, positions }: CheckedColumns): Check | undefined {
  // Tax is rounded once for a whole order.
  const amounts = (kind.amounts ?? [])
    .filter((field) => positions.has(field) && !field.endsWith("tax"));
  if (amounts.length === 0) return undefined;
  let seen: { readonly line: number; readonly text: string } | undefined;
  return {
    observe({ line, cell }) {
      if (seen !== undefined) return;
      for (const field of amounts) {
        const text = cell(field);
        if (WHOLE.test(text) || !DECIMALS.test(text)) continue;
        const { digits = 0n, scale = 0 } = parseDecimal(text) ?? {};
        if (digits % 10n ** BigInt(scale) !== 0n) seen = { line, text };
      }
    },
    conclude({ currency }) {
      if (seen === undefined || currency === null || minorDigits(currency) > 0) return [];
      throw new ImportQuestion(
        `${currency} has no decimals, but line ${seen.line} has ${seen.text.slice(0, 20)}.`,
        "Say the currency of the file, --currency, or round its amounts.",
      );
    },
  };
}
