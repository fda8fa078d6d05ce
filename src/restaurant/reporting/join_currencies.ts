import type { Block, Definition, Report, Section } from "../../report/model.ts";

/** A report on the locations of one currency. */
export interface CurrencyReport {
  readonly currency: string;
  readonly report: Report;
}

/**
 * Reports in one currency each as one report: every section and table says its currency, and nothing
 * is added up over currencies.
 *
 * @param parts Two or more, of one kind and period.
 * @param frame What all of them have in common: title, period, whose figures.
 */
export function joinCurrencies(
  parts: readonly CurrencyReport[],
  frame: Omit<Report, "sections" | "notes" | "basis">,
): Report {
  const names = parts.map(({ currency }) => currency);
  return {
    ...frame,
    sections: parts.flatMap(({ currency, report }) =>
      report.sections.map((section) => sectionIn(currency, section))
    ),
    notes: [
      `Amounts are in ${names.join(" and ")}: each currency has sections of its own, and nothing ` +
      "is added up over currencies.",
      ...joinedNotes(parts),
    ],
    basis: joinedBasis(parts),
  };
}

function sectionIn(currency: string, { title, blocks }: Section): Section {
  return {
    title: title === undefined ? currency : `${title} (${currency})`,
    blocks: blocks.map((block) => blockIn(currency, block)),
  };
}

/** Keys stay unique: a spreadsheet names its tables by them. */
function blockIn(currency: string, block: Block): Block {
  return "key" in block ? { ...block, key: `${block.key}_${currency.toLowerCase()}` } : block;
}

/** What all parts say is said once, the rest with its currency. */
function joinedNotes(parts: readonly CurrencyReport[]): string[] {
  const all = parts.flatMap(({ currency, report }) =>
    report.notes.map((text) => ({ currency, text }))
  );
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, some]) =>
    some.length === parts.length ? text : `${currenciesOf(some)}: ${text}`
  );
}

/** Definitions of one term stand together. */
function joinedBasis(parts: readonly CurrencyReport[]): Definition[] {
  const all = parts.flatMap(({ currency, report }) =>
    report.basis.map(({ term, text }) => ({ currency, term, text }))
  );
  return [...Map.groupBy(all, ({ term }) => term)].flatMap(([term, ofTerm]) =>
    Array.from(Map.groupBy(ofTerm, ({ text }) => text), ([text, some]) => ({
      term: some.length === parts.length ? term : `${term} (${currenciesOf(some)})`,
      text,
    }))
  );
}

function currenciesOf(some: readonly { readonly currency: string }[]): string {
  return some.map(({ currency }) => currency).join(", ");
}
