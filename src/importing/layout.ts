import { RestaurantError } from "../values/errors.ts";
import { columnPositions, listedColumns, plainName, shownName } from "./columns.ts";
import type { Field, Format } from "./formats/format.ts";
import { type ColumnMapping, genericFormat, MAPPABLE_FIELDS } from "./formats/generic.ts";
import { FORMATS, OTHER_EXPORTS } from "./formats/index.ts";

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
  return {
    format,
    header: header.map(shownName),
    positions: columnPositions(header, format.columns),
  };
}

function missingFields({ format, positions }: Layout): (readonly Field[])[] {
  return format.required.filter((fields) => !fields.some((field) => positions.has(field)));
}

function mappedFormat(header: readonly string[], mapping: ColumnMapping): Format {
  const names = header.map(plainName);
  for (const [field, column] of mapping) {
    const count = names.filter((name) => name === plainName(column)).length;
    if (count === 1) continue;
    throw new RestaurantError(
      "INVALID_INPUT",
      count === 0
        ? `--map ${field}=${column}: the file has no such column. It has: ${listedColumns(header)}.`
        : `--map ${field}=${column}: ${count} columns have this name; rename all but one.`,
    );
  }
  const format = genericFormat(mapping);
  const missing = format.required.filter((fields) => !fields.some((field) => mapping.has(field)));
  if (missing.length === 0) return format;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--map does not say where ${missing.map((fields) => fields.join(" or ")).join(", ")} is. ` +
      `The file has: ${listedColumns(header)}.`,
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
      `The columns fit no known format. Found: ${listedColumns(header)}. Expected: ${
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
