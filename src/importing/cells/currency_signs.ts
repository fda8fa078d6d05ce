import { once } from "../../values/once.ts";

/** Signs that stand for one currency. */
const ONE = new Map([
  ...[["€", "EUR"], ["£", "GBP"], ["₹", "INR"], ["₩", "KRW"], ["₫", "VND"], ["฿", "THB"]],
  ...[["₺", "TRY"], ["₽", "RUB"], ["₴", "UAH"], ["₪", "ILS"], ["₱", "PHP"], ["₦", "NGN"]],
  ...[["₲", "PYG"], ["₸", "KZT"], ["₾", "GEL"], ["₼", "AZN"], ["₵", "GHS"], ["₡", "CRC"]],
  ...[["R$", "BRL"], ["US$", "USD"], ["A$", "AUD"], ["AU$", "AUD"], ["C$", "CAD"], ["CA$", "CAD"]],
  ...[["NZ$", "NZD"], ["HK$", "HKD"], ["S$", "SGD"], ["MX$", "MXN"], ["NT$", "TWD"]],
  ...[["zł", "PLN"], ["kč", "CZK"], ["ft", "HUF"], ["rm", "MYR"], ["rp", "IDR"], ["lei", "RON"]],
  ...[["円", "JPY"], ["원", "KRW"], ["лв", "BGN"], ["тг", "KZT"], ["sfr", "CHF"]],
].map(([sign = "", code = ""]) => [sign, code] as const));

/** Signs that several currencies share. */
const SHARED = new Map([
  [
    "$",
    "USD CAD AUD NZD MXN ARS CLP COP SGD HKD TWD BND BSD BBD BZD BMD DOP FJD GYD JMD KYD LRD NAD " +
    "SBD SRD TTD UYU XCD ZWL CUP CVE NIO MOP TOP WST HNL PAB BRL",
  ],
  ["¥", "JPY CNY CNH"],
  ["元", "CNY CNH TWD HKD"],
  ["kr", "SEK NOK DKK ISK"],
  ["rs", "INR PKR LKR NPR MUR SCR"],
  ["fr", "CHF XOF XAF XPF RWF BIF GNF DJF KMF CDF MGA"],
  ["руб", "RUB BYN"],
  ["р", "RUB BYN"],
].map(([sign = "", codes = ""]) => [sign, codes.split(" ")] as const));

const CODES = new Set(Intl.supportedValuesOf("currency"));

/**
 * The currencies that a sign or code can stand for: `€`, `CHF`, `$`; undefined if it stands for
 * none, empty for a sign that no list here has.
 */
export function currenciesOf(sign: string): readonly string[] | undefined {
  if (CODES.has(sign)) return [sign];
  const one = ONE.get(sign) ?? ONE.get(sign.toLowerCase());
  if (one !== undefined) return [one];
  const shared = SHARED.get(sign.toLowerCase());
  if (shared !== undefined) return shared;
  return /^[A-Za-z]{0,2}\p{Sc}$/u.test(sign) ? [] : undefined;
}

/** Currencies by their English names, which a column of currencies may hold; the first of a name. */
const byName = once(() => {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  return new Map([...CODES].toReversed().map((code) => [names.of(code)?.toLowerCase(), code]));
});

function namedCurrency(text: string): string | undefined {
  return byName().get(text.toLowerCase().replace(/s$/, ""));
}

/** The code in a column of currencies: `eur`, `€`, `US Dollar`; what is none stays as it is. */
export function currencyCode(text: string): string {
  const code = text.toUpperCase();
  if (code === "" || CODES.has(code)) return code;
  const [one, ...others] = currenciesOf(text) ?? [];
  return one !== undefined && others.length === 0 ? one : namedCurrency(text) ?? code;
}

const BRACKETED = /[(\[]\s*([^()\[\]\s]{1,4})\s*[)\]]/u;
const BEHIND = /(?:^|\s)(?:in\s+|en\s+)?(\p{Sc}|[A-Z]{3})$/u;
const BEFORE = /^(\p{Sc}|[A-Z]{3})(?:\s|$)/u;
/** Codes that hardly are words or parts of words. */
const COMMON = ["EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "INR", "CNY", "MXN"];
const SUFFIX = new RegExp(`(?:[_/.\\s-]|\\p{Ll})(\\p{Sc}|${COMMON.join("|")})$`, "u");
const SMALL_SUFFIX = new RegExp(`[_/.\\s-](${COMMON.join("|").toLowerCase()})$`);

/** The currencies that the name of a column can mean: `Price (EUR)`, `Preis in €`, `Amount USD`. */
export function currenciesInName(name: string): readonly string[] | undefined {
  const bracketed = BRACKETED.exec(name)?.[1];
  const inBrackets = bracketed === undefined ? undefined : currenciesOf(bracketed);
  if (inBrackets !== undefined) return inBrackets;
  const suffix = SUFFIX.exec(name) ?? SMALL_SUFFIX.exec(name);
  if (suffix?.[1] !== undefined) return currenciesOf(suffix[1].toUpperCase());
  const [sign] = [BEHIND.exec(name)?.[1], BEFORE.exec(name)?.[1]].filter((one) =>
    one !== undefined && one !== name
  );
  // In a name of capitals, `PRICE ALL` is no Albanian lek.
  if (
    sign === undefined || /^[A-Z]/.test(sign) && !/\p{Ll}/u.test(name) && !COMMON.includes(sign)
  ) {
    return undefined;
  }
  return currenciesOf(sign);
}
