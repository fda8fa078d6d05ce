import { RestaurantError } from "../values/errors.ts";
import { columnPositions, listedColumns, plainName, shownName } from "./kind/columns.ts";
import type { Format } from "./kind/format.ts";
import type { Kind, Unfolding } from "./kind/kind.ts";
import { KINDS } from "./kinds.ts";
import { type ColumnMapping, genericOf, type ImportOptions, mappableFields } from "./options.ts";
import { OTHER_EXPORTS } from "./sales/formats/other_exports.ts";

/** What a file is, and where its columns are. */
export interface Layout {
  readonly kind: Kind;
  readonly format: Format;
  /** The file's own column names, fit to be shown. */
  readonly header: readonly string[];
  /** Positions of a field's columns, the best one first. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** Makes rows with one thing from rows with several. */
  readonly unfolding?: Unfolding;
}

/** What a user said about the columns of a file. */
export type LayoutChoice = Pick<ImportOptions, "kind" | "format" | "mapping">;

/**
 * Finds the kind and format of a file by its header.
 *
 * @throws {RestaurantError} INVALID_INPUT saying which columns were found and which are expected.
 */
export function recogniseLayout(header: readonly string[], choice: LayoutChoice): Layout {
  const { kind, mapping } = choice;
  if (mapping !== undefined) return mappedLayout(header, kind ?? KINDS[0], mapping);
  const found = (kind === undefined ? KINDS : [kind])
    .map((kind) => layoutOfKind(kind, header, choice.format))
    .find((layout) => layout !== undefined);
  if (found !== undefined) return found;
  throw unrecognised(header, choice);
}

function layoutOfKind(
  kind: Kind,
  header: readonly string[],
  formatName: string | undefined,
): Layout | undefined {
  const unfolding = kind.unfold?.(header);
  return kind.formats.filter(({ name }) => name === (formatName ?? name))
    .map((format) => layoutOf(kind, format, unfolding?.header ?? header, unfolding))
    .find(({ format, positions }) => missingFields(format, positions).length === 0);
}

function layoutOf(
  kind: Kind,
  format: Format,
  header: readonly string[],
  unfolding?: Unfolding,
): Layout {
  const positions = columnPositions(header, format.columns);
  return {
    kind,
    format,
    header: header.map(shownName),
    positions,
    ...(unfolding !== undefined && { unfolding }),
  };
}

function missingFields({ required }: Format, fields: { has(field: string): boolean }) {
  return required.filter((oneOf) => !oneOf.some((field) => fields.has(field)));
}

function mappedLayout(
  header: readonly string[],
  kind: Kind = KINDS[0],
  mapping: ColumnMapping,
): Layout {
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
  const format = genericOf(kind);
  const missing = missingFields(format, mapping);
  if (missing.length === 0) {
    const columns = Object.fromEntries([...mapping].map(([field, column]) => [field, [column]]));
    return layoutOf(kind, { ...format, columns }, header);
  }
  throw new RestaurantError(
    "INVALID_INPUT",
    `--map does not say where ${missing.map((fields) => fields.join(" or ")).join(", ")} is. ` +
      `The file has: ${listedColumns(header)}.`,
    { hint: `It can name ${mappableFields(kind).join(", ")}.` },
  );
}

function unrecognised(
  header: readonly string[],
  { kind, format }: LayoutChoice,
): RestaurantError {
  const names = new Set(header.map(plainName));
  const other = OTHER_EXPORTS.find(({ columns }) =>
    columns.every((column) => names.has(plainName(column)))
  );
  const tried = (kind === undefined ? KINDS : [kind]).flatMap(({ name, formats }) =>
    formats.filter((one) => one.name === (format ?? one.name))
      .map((one) => `${one.title} (${name}, ${one.name}) ${expectation(one)}`)
  );
  return new RestaurantError(
    "INVALID_INPUT",
    (other === undefined ? "" : `This looks like ${other.title}; export ${other.instead}. `) +
      `The columns fit no known format. Found: ${listedColumns(header)}. Expected: ${
        tried.join("; ")
      }.`,
    {
      hint: kind?.example !== undefined
        ? `restaurant-mcp import --template ${kind.name} prints a file to fill in.`
        : "For any other file say which column holds what: --map " +
          "order_id=…,date=…,time=…,item=…,quantity=…,unit_price=… (or line_total=…).",
    },
  );
}

function expectation({ required, columns }: Format): string {
  return required.map((fields) => fields.map((field) => columns[field]?.[0]).join(" or "))
    .join(", ");
}
