import { RestaurantError } from "../values/errors.ts";
import type { Cell, Field, Format } from "./formats/format.ts";
import { type ColumnMapping, genericFormat, MAPPABLE_FIELDS } from "./formats/generic.ts";
import { FORMATS, OTHER_EXPORTS } from "./formats/index.ts";
import { visibleText } from "../values/text.ts";

/** A format, and where its columns are in one file. */
export interface Layout {
  readonly format: Format;
  /** The file's own column names, fit to be shown. */
  readonly header: readonly string[];
  /** Positions of a field's columns, the best one first. */
  readonly positions: ReadonlyMap<Field, readonly number[]>;
}

/** What a user said about the columns of a file. */
export interface LayoutChoice {
  /** A format's name; absent to recognise it. */
  readonly format?: string;
  readonly mapping?: ColumnMapping;
}

const SHOWN_COLUMNS = 40;
const SHOWN_NAME = 40;

/**
 * Finds the format of a file by its header.
 *
 * @throws {RestaurantError} INVALID_INPUT saying which columns were found and which are expected.
 */
export function recogniseLayout(header: readonly string[], choice: LayoutChoice): Layout {
  const wanted = choice.mapping === undefined
    ? FORMATS.filter(({ name }) => name === (choice.format ?? name))
    : [mappedFormat(header, choice.mapping)];
  for (const format of wanted) {
    const layout = layoutOf(format, header);
    if (missingFields(layout).length === 0) return layout;
  }
  throw unrecognised(header, wanted);
}

function layoutOf(format: Format, header: readonly string[]): Layout {
  const positions = new Map<Field, readonly number[]>();
  const names = header.map(plainName);
  for (const [field, aliases] of Object.entries(format.columns)) {
    const found = aliases.map((alias) => names.indexOf(plainName(alias))).filter((at) => at !== -1);
    if (found.length > 0) positions.set(field as Field, found);
  }
  return { format, header: header.map(shownName), positions };
}

function missingFields({ format, positions }: Layout): (readonly Field[])[] {
  return format.required.filter((fields) => !fields.some((field) => positions.has(field)));
}

/** A column's name without what varies: capitals, spaces, underscores, invisible characters. */
function plainName(name: string): string {
  return visibleText(name).toLowerCase().replaceAll(/[\s_]+/g, "");
}

function shownName(name: string): string {
  return visibleText(name).slice(0, SHOWN_NAME);
}

/**
 * The text of a field in a row: of its columns, the first that is not empty.
 *
 * @param fields The cells of the row.
 */
export function cellsOf({ positions }: Layout, fields: readonly string[]): Cell {
  return (field) => {
    for (const position of positions.get(field) ?? []) {
      const text = fields[position]?.trim() ?? "";
      if (text !== "") return text;
    }
    return "";
  };
}

/** Whether a row holds nothing at all. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === "");
}

/** What is wrong with the number of a row's cells; empty ones at its end do not matter. */
export function widthFault({ header }: Layout, fields: readonly string[]): string | undefined {
  if (fields.length === header.length) return undefined;
  if (fields.length > header.length && isBlank(fields.slice(header.length))) return undefined;
  const cells = fields.length === 1 ? "one cell" : `${fields.length} cells`;
  return `has ${cells} where the header has ${header.length}`;
}

function mappedFormat(header: readonly string[], mapping: ColumnMapping): Format {
  const names = header.map(plainName);
  for (const [field, column] of mapping) {
    const count = names.filter((name) => name === plainName(column)).length;
    if (count === 1) continue;
    throw new RestaurantError(
      "INVALID_INPUT",
      count === 0
        ? `--map ${field}=${column}: the file has no such column. It has: ${listed(header)}.`
        : `--map ${field}=${column}: ${count} columns have this name; rename all but one.`,
    );
  }
  const format = genericFormat(mapping);
  const missing = format.required.filter((fields) => !fields.some((field) => mapping.has(field)));
  if (missing.length === 0) return format;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--map does not say where ${missing.map((fields) => fields.join(" or ")).join(", ")} is. ` +
      `The file has: ${listed(header)}.`,
    { hint: `It can name ${MAPPABLE_FIELDS.join(", ")}.` },
  );
}

function unrecognised(header: readonly string[], tried: readonly Format[]): RestaurantError {
  const names = new Set(header.map(plainName));
  const other = OTHER_EXPORTS.find(({ columns }) =>
    columns.every((column) => names.has(plainName(column)))
  );
  const expected = tried.map((format) => `${format.title} (${format.name}) ${expectation(format)}`);
  return new RestaurantError(
    "INVALID_INPUT",
    (other === undefined ? "" : `This looks like ${other.title}; export ${other.instead}. `) +
      `The columns fit no known format. Found: ${listed(header)}. Expected: ${
        expected.join("; ")
      }.`,
    {
      hint: "For any other file say which column holds what: --map " +
        "order_id=…,date=…,time=…,item=…,quantity=…,unit_price=… (or line_total=…).",
    },
  );
}

function expectation({ required, columns }: Format): string {
  return required.map((fields) => fields.map((field) => columns[field]?.[0]).join(" or "))
    .join(", ");
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, SHOWN_COLUMNS).map(shownName).join(", ");
  const more = header.length - SHOWN_COLUMNS;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
