import { RestaurantError } from "../../values/errors.ts";
import { importOptions } from "../options.ts";
import { type CatalogKindName, FLOOR_KINDS } from "./kinds.ts";
import type { CatalogOptions } from "./options.ts";

/**
 * Checks the flags of an import of the floor before any file is opened.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the flag, its value and what is valid.
 */
export function floorOptions(
  kind: CatalogKindName,
  { format = "auto", map = [], dateFormat = "auto", ...flags }: Readonly<Record<string, unknown>>,
): CatalogOptions {
  const formats: readonly string[] = FLOOR_KINDS[kind].formats.map(({ name }) => name);
  if (format !== "auto" && !formats.includes(String(format))) {
    throw refused(
      kind,
      `--format '${String(format).slice(0, 40)}'`,
      `use auto, ${formats.join(", ")}`,
    );
  }
  if (!Array.isArray(map) || map.length > 0) {
    throw refused(kind, "--map", `name the columns as --template ${kind} does`);
  }
  if (dateFormat !== "auto") throw refused(kind, "--date-format", "leave it out");
  return { ...importOptions(flags), ...(format !== "auto" && { format: String(format) }) };
}

function refused(kind: CatalogKindName, flag: string, instead: string): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `${flag} does not go with --kind ${kind}; ${instead}.`,
  );
}
