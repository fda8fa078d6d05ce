/** Languages whose month names are read. */
const LANGUAGES = [
  ...["en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu"],
  ...["ro", "hr", "sl", "sr", "bg", "ru", "uk", "el", "tr", "id", "ms", "vi", "et", "lv", "lt"],
  ...["ca", "eu", "gl", "sq", "is", "ga", "cy", "af", "fil", "sw"],
];

/** Common abbreviations that no language of the list writes by itself. */
const MORE: Readonly<Record<string, number>> = { sept: 9, agust: 8, mrz: 3, juni: 6, juli: 7 };

let names: ReadonlyMap<string, number> | undefined;

/**
 * The month, 1 to 12, that a word names in some language: `ene`, `août`, `Dezember`, `января`. A name
 * that means two months in two languages (`listopad`) means none.
 */
export function monthNamed(word: string): number | undefined {
  names ??= monthNames();
  const key = keyOf(word);
  return names.get(key) ?? (key.length > 3 ? names.get(key.slice(0, 3)) : undefined);
}

function monthNames(): ReadonlyMap<string, number> {
  const found = new Map<string, Set<number>>();
  const add = (name: string, month: number) => {
    const key = keyOf(name);
    if (/^\p{L}/u.test(key)) found.set(key, (found.get(key) ?? new Set()).add(month));
  };
  for (const language of LANGUAGES) {
    for (let month = 1; month <= 12; month++) {
      for (const name of namesIn(language, month)) add(name, month);
    }
  }
  for (const [name, month] of Object.entries(MORE)) add(name, month);
  const english = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });
  const sure = [...found].flatMap(([name, [month, ...others]]) =>
    month === undefined || others.length > 0 ? [] : [[name, month] as const]
  );
  const own = Array.from(
    { length: 12 },
    (_, index) => [keyOf(english.format(Date.UTC(2026, index, 5))), index + 1] as const,
  );
  return new Map([...sure, ...own]);
}

/** Its name alone and beside a day, which many languages write differently, long and short. */
function namesIn(language: string, month: number): string[] {
  const date = Date.UTC(2026, month - 1, 5);
  return (["long", "short"] as const).flatMap((width) =>
    [{ month: width }, { month: width, day: "numeric" } as const].flatMap((options) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).formatToParts(date)
        .filter(({ type }) => type === "month").map(({ value }) => value)
    )
  );
}

function keyOf(word: string): string {
  return word.normalize("NFKD").replaceAll(/[\p{M}.]/gu, "").toLowerCase();
}
