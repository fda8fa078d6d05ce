import { currenciesInName, currencyCode } from "../cells/currency_signs.ts";
import { parseDecimal } from "../cells/decimals.ts";
import { storableText } from "../cells/private_text.ts";
import type { Check, CheckedColumns } from "../kind/check.ts";
import { mappingOf } from "../kind/map_flag.ts";
import { ImportQuestion } from "../kind/question.ts";

/** Where a currency was seen, and which it can be. */
interface Seen {
  readonly where: string;
  readonly codes: readonly string[];
  /** Whether it is said of all amounts, not of one. */
  readonly isOfAll?: boolean;
}

/** One is right; more than a few are named in no message. */
const MOST_SEEN = 20;
const BARE = /^[-\d.,]*$/;

/** Amounts that name a currency, in their column's name or beside them, must be in the file's own. */
export function otherCurrency(columns: CheckedColumns): Check | undefined {
  if ((columns.kind.amounts ?? []).length === 0) return undefined;
  const present = amountsOf(columns);
  const unread = unreadCurrencies(columns);
  const seen = new Map(namesOf(columns).map((one) => [one.where, one]));

  function note(key: string, seenIn: Seen): void {
    if (seen.size < MOST_SEEN && !seen.has(key)) seen.set(key, seenIn);
  }

  return {
    observe({ line, fields, cell }) {
      for (const field of present) {
        const text = cell(field);
        if (BARE.test(text)) continue;
        const { currency, oneOf } = parseDecimal(text) ?? {};
        const codes = currency === undefined ? oneOf : [currency];
        if (codes === undefined) continue;
        note(codes.join(" "), { where: `line ${line} has ${shown(text)}`, codes });
      }
      for (const at of unread) {
        const code = currencyCode(fields[at]?.trim() ?? "");
        if (code === "") continue;
        const where = `line ${line} has ${shown(code)} in ${columns.header[at]}`;
        note(code, { where, codes: [code] });
      }
    },
    conclude({ currency, acceptQuarantine }) {
      // A row in another currency can be left out, a whole column of them cannot.
      const others = [...seen.values()].filter(({ codes, isOfAll = false }) =>
        !codes.includes(currency ?? "") && (isOfAll || !acceptQuarantine)
      );
      const [other] = others;
      if (other === undefined || currency === null) return [];
      const [code, ...more] = other.codes;
      throw new ImportQuestion(
        `The file is to be read in ${currency}, but ${
          others.map(({ where }) => where).join(", ")
        }.`,
        `Say its currency, ${more.length === 0 ? `--currency ${code}` : "--currency …"}, and a ` +
          "--location that sells in it, or leave out what is in another: --accept-quarantine.",
      );
    },
  };
}

/** The fields of money that the file has. */
function amountsOf({ kind, positions }: CheckedColumns): readonly string[] {
  return (kind.amounts ?? []).filter((field) => positions.has(field));
}

/** The currencies that the names of columns say, and the titles above them. */
function namesOf(columns: CheckedColumns): readonly Seen[] {
  const { titles = [] } = columns;
  const mapping = mappingOf(columns);
  const above = titles.flatMap((title) => {
    const [code] = CODE_IN_TITLE.exec(title) ?? [];
    return code === undefined
      ? []
      : [{ where: `the title says ${shown(title)}`, codes: [code], isOfAll: true }];
  });
  const named = amountsOf(columns).flatMap((field) => {
    const name = mapping.get(field) ?? "";
    const codes = currenciesInName(name);
    if (codes === undefined || codes.length === 0) return [];
    return [{ where: `the column of amounts is called ${shown(name)}`, codes, isOfAll: true }];
  });
  return [...above, ...named];
}

/** Codes that are no words. */
const CODE_IN_TITLE =
  /(?<![A-Za-z])(EUR|USD|GBP|CHF|JPY|CAD|AUD|INR|CNY|MXN|SEK|NOK|DKK|PLN|CZK|HUF)(?![A-Za-z])/;

/** Columns of currencies that nothing reads, though the user did not say that they do not matter. */
function unreadCurrencies(
  { kind, format, header, unused, ignored }: CheckedColumns,
): readonly number[] {
  if (format.name !== "generic") return [];
  return unused.filter((at) => kind.guess?.(header[at] ?? "") === "currency" && !ignored.has(at));
}

function shown(text: string): string {
  return `'${storableText(text, 30)}'`;
}

/** The currency that the names of a file's columns of amounts say, if they say one. */
export function currencyOfNames(columns: CheckedColumns): string | undefined {
  const said = namesOf(columns).flatMap(({ codes }) => codes.length === 1 ? codes : []);
  const [one, ...others] = new Set(said);
  return others.length === 0 ? one : undefined;
}
