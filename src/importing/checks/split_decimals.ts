import { minorDigits } from "../../values/money.ts";
import type { Check, CheckedColumns, CheckedRow } from "../kind/check.ts";
import { ImportQuestion } from "../kind/question.ts";

const WHOLE = /^[-\p{Sc}]?\d+$/u;
/** Cents, or what comes behind a thousand. */
const CENTS = /^\d{2,3}$/;

/** Columns that hold texts, by what they are probably about or called. */
const OF_TEXTS =
  /^(item|category|variation|location|order_type|payment_method) |memo|note|comment|remark|bemerk|komment|notiz|info|remarque|observ|anmerk|opmerk/i;

/** A column of amounts whose cents may be in the one behind it. */
interface Suspect {
  readonly at: number;
  /** Whether the column behind it may hold such numbers, as one of quantities does. */
  readonly isUsual: boolean;
  rows: number;
  leadingZero: boolean;
  first?: number;
}

/**
 * Commas in numbers that nothing quotes: `4,50` becomes whole units, and two digits in the column
 * behind, in every row.
 */
export function splitDecimals(
  { kind, format, header, positions }: CheckedColumns,
): Check | undefined {
  if (format.name !== "generic") return undefined;
  const amounts = new Set((kind.amounts ?? []).flatMap((field) => positions.get(field) ?? []));
  const read = new Set([...positions.values()].flat());
  const suspects = new Set(
    [...amounts].filter((at) => at + 1 < header.length && header[at + 1] !== "")
      .map((at): Suspect => {
        const field = kind.guess?.(header[at + 1] ?? "") ?? "";
        const isUsual = read.has(at + 1) || !OF_TEXTS.test(`${field} ${header[at + 1]}`);
        return { at, isUsual, rows: 0, leadingZero: false };
      }),
  );
  if (suspects.size === 0) return undefined;

  function observe({ line, fields }: CheckedRow): void {
    for (const suspect of suspects) {
      const amount = fields[suspect.at]?.trim() ?? "";
      const behind = fields[suspect.at + 1]?.trim() ?? "";
      if (amount === "") continue;
      if (!WHOLE.test(amount) || !CENTS.test(behind)) {
        suspects.delete(suspect);
        continue;
      }
      suspect.rows += 1;
      suspect.first ??= line;
      suspect.leadingZero ||= behind.startsWith("0");
    }
  }

  return {
    observe,
    conclude({ currency }) {
      if (currency === null || minorDigits(currency) === 0) return [];
      const found = [...suspects].find(({ rows, isUsual, leadingZero }) =>
        rows > 0 && (leadingZero || !isUsual)
      );
      if (found === undefined) return [];
      const [name = "", next = ""] = [header[found.at], header[found.at + 1]];
      throw new ImportQuestion(
        `${name} has whole numbers only and ${next} two or three digits in every row (line ${found.first}): ` +
          "these look like numbers with commas that are not quoted.",
        "Export the file with ; or tabs between cells, or with quoted numbers.",
      );
    },
  };
}
