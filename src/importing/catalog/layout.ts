import { RestaurantError } from "../../values/errors.ts";
import { columnPositions, listedColumns, shownName } from "../columns.ts";
import type { CatalogField } from "./field.ts";
import type { CatalogFormat } from "./kind.ts";

/** A format, and where its columns are in one file. */
export interface CatalogLayout {
  readonly format: CatalogFormat;
  readonly header: readonly string[];
  readonly positions: ReadonlyMap<CatalogField, readonly number[]>;
}

/**
 * Finds the format of a file by its header.
 *
 * @param formats Those that it may have.
 * @param kind What the file should hold.
 * @throws {RestaurantError} INVALID_INPUT saying which columns were found and which are expected.
 */
export function recogniseCatalog(
  header: readonly string[],
  formats: readonly CatalogFormat[],
  kind: string,
): CatalogLayout {
  for (const format of formats) {
    const positions = columnPositions(header, format.columns);
    if (format.required.every((field) => positions.has(field))) {
      return { format, header: header.map(shownName), positions };
    }
  }
  const expected = formats.map(({ title, columns, required }) =>
    `${title}: ${required.map((field) => columns[field]?.[0]).join(", ")}`
  );
  throw new RestaurantError(
    "INVALID_INPUT",
    `The columns are not those of --kind ${kind}. Found: ${listedColumns(header)}. Needed: ${
      expected.join("; ")
    }.`,
    { hint: `restaurant-mcp import --template ${kind} prints a file to fill in.` },
  );
}
