import { COUNTRIES } from "./countries.ts";

/**
 * The country of a time zone, as ISO 3166 code, among those whose holidays are known; undefined for
 * any other. The platform knows the time zones of each country.
 */
export function countryOf(timeZone: string): string | undefined {
  return KNOWN.getOrInsertComputed(canonical(timeZone), () => {
    return Object.keys(COUNTRIES).find((country) =>
      timeZonesOf(country).some((zone) => canonical(zone) === canonical(timeZone))
    );
  });
}

const KNOWN = new Map<string, string | undefined>();

/** Newer than the types that the compiler has. */
interface LocaleWithTimeZones {
  getTimeZones?(): readonly string[] | undefined;
  /** What it was before it became a method. */
  readonly timeZones?: readonly string[];
}

function timeZonesOf(country: string): readonly string[] {
  const locale: LocaleWithTimeZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** One name for a zone that has several: Asia/Calcutta and Asia/Kolkata are one. */
function canonical(timeZone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
}
