import { plainName } from "./kind/columns.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { Format } from "./kind/format.ts";
import type { ColumnMapping } from "./options.ts";

const PERCENT = /%|percent|prozent|porcent|pourcent|percentual|\bpct\b|[ _-]rate\b|satz$|\btaux\b/i;

/** Whether a column's name says that it holds percentages: `Discount %`, `tax_rate`. */
export function holdsPercent(column: string): boolean {
  return PERCENT.test(column);
}

/**
 * Refuses a mapping of amounts to columns of percentages or cents.
 *
 * @throws {ImportQuestion}
 */
export function refuseOtherUnits(mapping: ColumnMapping): void {
  refusePercent(mapping);
  refuseCents(mapping);
}

/** An amount is no rate: 10 of `Discount %` is not 10.00 off. */
function refusePercent(mapping: ColumnMapping): void {
  for (const field of ["discount", "tax", "order_discount", "order_tax"]) {
    const column = mapping.get(field) ?? "";
    if (!holdsPercent(column)) continue;
    throw new ImportQuestion(
      `--map ${field}=${column}: this column holds a rate, not an amount.`,
      field.endsWith("tax")
        ? "Leave it out of --map, and say the rate: --tax-rate 19, with --prices-include-tax if " +
          `the prices contain it; --ignore "${column}" if they do not.`
        : "Map net=… to the column with what was paid for the row, or add a column with the amount " +
          "of the discount to the file.",
    );
  }
}

const IN_CENTS = /(^|[\s_(-])(cents?|pence|centimes|centavos|centesimi)\)?$/i;

/** 450 of `price_cents` is 4.50. */
function refuseCents(mapping: ColumnMapping): void {
  for (const [field, column] of mapping) {
    if (!IN_CENTS.test(column)) continue;
    throw new ImportQuestion(
      `--map ${field}=${column}: this column seems to hold cents; amounts are read as 4.50, not 450.`,
      "Divide the column by 100, or rename it if it holds whole units.",
    );
  }
}

/**
 * Refuses two columns with one name, if a format of any columns reads one of them.
 *
 * @throws {ImportQuestion}
 */
export function refuseTwins(
  { format, header, positions }: {
    readonly format: Format;
    readonly header: readonly string[];
    readonly positions: ReadonlyMap<string, readonly number[]>;
  },
): void {
  if (format.name !== "generic") return;
  const names = header.map(plainName);
  for (const [at = -1] of positions.values()) {
    const name = names[at] ?? "";
    if (names.lastIndexOf(name) === names.indexOf(name)) continue;
    throw new ImportQuestion(
      `Several columns are called ${header[at]}.`,
      "Rename all but the one that counts, or delete the others.",
    );
  }
}
