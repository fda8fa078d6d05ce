import { columnPositions, plainName, shownName, widthFault } from "../kind/columns.ts";
import type { CsvRecord } from "../file/csv.ts";
import type { Unfolding } from "../kind/kind.ts";

const HEADER = ["Item Name", "Location", "Current Quantity", "Stock Alert Count"];
const QUANTITY = /^\s*current[\s_]+quantity[\s_]+(?<location>.*\S)\s*$/i;
/** Names that Square gives to the only variation of an item. */
const ONLY_VARIATION = /^(regular)?$/i;

/**
 * Square's catalog has a column of quantities for each location: `Current Quantity Downtown`. It
 * becomes a row for each of them; any other file stays as it is.
 */
export function unfoldSquareStock(header: readonly string[]): Unfolding | undefined {
  const shelves = header.flatMap((name, quantity) => {
    const location = QUANTITY.exec(name)?.groups?.location;
    return location === undefined ? [] : [shelfColumns(header, location, quantity)];
  });
  const names = columnPositions(header, { name: ["Item Name"], variation: ["Variation Name"] });
  const [name] = names.get("name") ?? [];
  if (shelves.length === 0 || name === undefined) return undefined;
  const [variation = -1] = names.get("variation") ?? [];
  const columns = { name, variation };
  const used = new Set([
    name,
    variation,
    ...shelves.flatMap(({ quantity, alert }) => [quantity, alert]),
  ]);
  return {
    header: HEADER,
    unused: header.filter((text, at) => text.trim() !== "" && !used.has(at)).map(shownName),
    unfold: (record) => unfold(record, header, shelves, columns),
  };
}

interface Shelf {
  readonly location: string;
  /** Positions of columns; -1 for one that is absent. */
  readonly quantity: number;
  readonly alert: number;
}

function shelfColumns(header: readonly string[], location: string, quantity: number): Shelf {
  const wanted = plainName(`Stock Alert Count ${location}`);
  return { location, quantity, alert: header.findIndex((name) => plainName(name) === wanted) };
}

/** A record for each location that has a quantity; a broken one stays as it is. */
function unfold(
  record: CsvRecord,
  header: readonly string[],
  shelves: readonly Shelf[],
  { name, variation }: { readonly name: number; readonly variation: number },
): CsvRecord[] {
  const { line, fields, fault } = record;
  const unreadable = fault ?? widthFault({ header }, fields);
  if (unreadable !== undefined) return [{ line, fields: [], fault: unreadable }];
  const cell = (position: number) => fields[position]?.trim() ?? "";
  const item = ONLY_VARIATION.test(cell(variation))
    ? cell(name)
    : `${cell(name)} (${cell(variation)})`;
  const counted = shelves.filter(({ quantity }) => cell(quantity) !== "").map((shelf) => ({
    line,
    fields: [item, shelf.location, cell(shelf.quantity), cell(shelf.alert)],
  }));
  return counted.length > 0 ? counted : [{ line, fields: [] }];
}
