import { visibleText } from "../../values/text.ts";

/** Characters of the columns of a file in a message. */
const LONGEST_LIST = 1600;
const SHOWN_NAME = 40;

/** A column's name without what varies: capitals, accents, spaces, underscores. */
export function plainName(name: string): string {
  return visibleText(name).normalize("NFKD").replaceAll(/[\p{M}\s_]+/gu, "").normalize("NFC")
    .toLowerCase();
}

/** A column's name as it may be shown: visible, and not too long. */
export function shownName(name: string): string {
  return visibleText(name).slice(0, SHOWN_NAME);
}

/**
 * The columns of a file for a message.
 *
 * @param longest Characters after which the others are only counted.
 */
export function listedColumns(header: readonly string[], longest = LONGEST_LIST): string {
  const names = header.map(shownName);
  let [shown, length] = [0, 0];
  while (shown < names.length && (shown === 0 || length < longest)) {
    length += (names[shown++] ?? "").length;
  }
  const more = names.length - shown;
  return names.slice(0, shown).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** Positions of each field's columns, the best name first; fields without a column are left out. */
export function columnPositions<Field extends string>(
  header: readonly string[],
  columns: Readonly<Partial<Record<Field, readonly string[]>>>,
): ReadonlyMap<Field, readonly number[]> {
  const names = header.map(plainName);
  const positions = new Map<Field, readonly number[]>();
  for (const [field, aliases] of Object.entries<readonly string[] | undefined>(columns)) {
    const found = (aliases ?? []).map((alias) => names.indexOf(plainName(alias)))
      .filter((at) => at !== -1);
    if (found.length > 0) positions.set(field as Field, found);
  }
  return positions;
}

/**
 * The text of a field in a row: of its columns, the first that is not empty.
 *
 * @param fields The cells of the row.
 * @param read Gets true at the positions of the columns that are looked at.
 */
export function cellsOf<Field extends string>(
  { positions }: { readonly positions: ReadonlyMap<Field, readonly number[]> },
  fields: readonly string[],
  read: boolean[] = [],
): (field: Field) => string {
  return (field) => {
    const places = positions.get(field);
    if (places === undefined) return "";
    for (const position of places) {
      read[position] = true;
      const text = fields[position]?.trim() ?? "";
      if (text !== "") return text;
    }
    return "";
  };
}

/** Whether a row is empty. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === "");
}

/**
 * The problem with a row's number of cells. Spreadsheets drop empty cells at the end of a row, or
 * add some.
 */
export function widthFault(
  { header }: { readonly header: readonly string[] },
  fields: readonly string[],
): string | undefined {
  if (fields.length <= header.length) return undefined;
  if (isBlank(fields.slice(header.length))) return undefined;
  return `has ${fields.length} cells, but the header has ${header.length}`;
}
