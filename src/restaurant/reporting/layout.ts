import type { ReportLayout } from "../../report/output/write_report.ts";
import type { Location } from "../locations/location.ts";

/** Currencies of countries that print on US Letter (ISO 216 is used in all others). */
const LETTER: readonly string[] = [
  ...["USD", "CAD", "MXN", "PHP", "CLP", "COP", "CRC", "DOP", "GTQ", "NIO", "PAB", "VES"],
];

/** Paper size and date format usual for a location, by its currency. */
export function layoutOf([first]: readonly Pick<Location, "currency">[]): ReportLayout {
  const currency = first?.currency ?? "";
  return {
    paper: LETTER.includes(currency) ? "LETTER" : "A4",
    dateStyle: currency === "USD" ? "en-US" : "en-GB",
  };
}
