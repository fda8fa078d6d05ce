import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

export type { Words };

const LANGUAGES: Readonly<Record<string, Words>> = { en, es, fr, de };

/** A language of the fixed words, and the locale in which numbers and dates are written. */
export interface Language {
  /** Such as `de`. */
  readonly code: string;
  /** Such as `de-AT`. */
  readonly locale: string;
  readonly words: Words;
}

/** The first of the viewer's languages that has words; else English. */
export function languageFor(wanted: readonly string[]): Language {
  for (const locale of wanted) {
    const code = locale.slice(0, 2).toLowerCase();
    const words = LANGUAGES[code];
    if (words !== undefined) return { code, locale, words };
  }
  return { code: "en", locale: wanted[0] ?? "en-US", words: en };
}

/** A text with its `{blanks}` filled in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}
