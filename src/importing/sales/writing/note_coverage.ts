import { noteCatalogChanged } from "../../../storage/catalog_mark.ts";
import { insertMany } from "../../../storage/bulk.ts";
import type { FigureNotRecorded } from "../../../restaurant/sales/not_recorded.ts";
import type { Taking } from "../../kind/taking.ts";
import type { Field } from "../formats/format.ts";

/** The business dates that an import brought of a location. */
export interface DateRange {
  readonly date: string;
  readonly end_date: string;
}

/** For each figure, the columns that contain it; a file without any of them does not record it. */
const TOLD_BY: Readonly<Record<FigureNotRecorded, readonly Field[]>> = {
  guests: ["guests"],
  tax: ["tax", "order_tax"],
  tips: ["tip"],
  discounts: ["discount", "net", "order_discount"],
  voids: ["status"],
  payments: ["payment_method"],
};

/** A range with one more date in it. */
export function withDate(range: DateRange | undefined, date: string): DateRange {
  if (range === undefined) return { date, end_date: date };
  if (range.date <= date && date <= range.end_date) return range;
  return {
    date: date < range.date ? date : range.date,
    end_date: date > range.end_date ? date : range.end_date,
  };
}

/** Notes which days an import brought, and what its file has no column for. */
export async function noteCoverage(
  { writer, importId, at, format, has }: Taking & { readonly format: { readonly name: string } },
  places: ReadonlyMap<string, DateRange>,
): Promise<void> {
  const missing = Object.entries(TOLD_BY).filter(([figure, fields]) =>
    // Square writes voids into the item's name.
    !(figure === "voids" && format.name === "square-items") && !fields.some((field) => has(field))
  ).map(([figure]) => figure);
  const rows = Array.from(places, ([location_id, range]) => ({
    import_id: importId,
    location_id,
    ...range,
    imported_at: at,
    not_recorded: missing.join(" "),
  }));
  if (rows.length === 0) return;
  await noteCatalogChanged(writer);
  await insertMany(writer, "import_coverage", rows);
}
