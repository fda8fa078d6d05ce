import type { CsvRecord } from "../file/csv.ts";
import type { Kind } from "./kind.ts";

/** A record, and whether it goes on with what a row above began. */
export interface CarriedRecord extends Pick<CsvRecord, "line" | "fields"> {
  readonly continues: boolean;
}

/** The positions of a kind's columns. */
interface Columns {
  readonly kind: Kind;
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/**
 * Fills the cells that exports write on the first row of an order only. A row goes on with the one
 * above if it has no date, and no key or the same.
 */
export function carrier(
  { kind: { carried = [], dates }, positions }: Columns,
): (record: CsvRecord) => CarriedRecord {
  const at = (field: string | undefined) => positions.get(field ?? "")?.[0] ?? -1;
  const [key, date] = [at(carried[0]), at(dates[0])];
  const places = carried.map(at).filter((place) => place !== -1);
  let above: readonly string[] = [];
  return (record) => {
    const { line, fields } = record;
    const cell = (place: number) => fields[place]?.trim() ?? "";
    const follows = key !== -1 && above.length > 0 && cell(date) === "" &&
      fields.some((text) => text.trim() !== "") &&
      (cell(key) === "" || cell(key) === above[key]?.trim());
    if (!follows) {
      if (cell(date) !== "") above = fields;
      return { line, fields, continues: false };
    }
    const filled = [...fields];
    while (filled.length < above.length) filled.push("");
    for (const place of places) if (cell(place) === "") filled[place] = above[place] ?? "";
    return { line, fields: filled, continues: true };
  };
}
