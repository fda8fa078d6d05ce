import { type RawBuilder, sql } from "kysely";
import type { TableScope } from "../schema/tables/descriptor.ts";
import { HOUSE } from "../schema/house.ts";
import { isTableName, TABLES } from "../schema/schema.ts";

/** The column with the owner of a row, if there is one. */
export const SCOPE_COLUMN: Readonly<Record<TableScope, string | undefined>> = {
  own: "location_id",
  "own or shared": "location_id",
  "own or house": "location_id",
  location: "id",
  shared: undefined,
  common: undefined,
  hidden: undefined,
};

/** The scope of a table; undefined if it is not a table of the schema. */
export function scopeOf(table: string): TableScope | undefined {
  return isTableName(table) ? TABLES[table].scope : undefined;
}

/**
 * The rows that exist for a caller of some locations; undefined for all of them.
 *
 * @param name The table's name in the query.
 */
export function existingRows(
  scope: TableScope,
  name: string,
  locations: readonly string[],
): RawBuilder<boolean> | undefined {
  switch (scope) {
    case "shared":
    case "common":
      return undefined;
    case "hidden":
      return sql`1 = 0`;
    case "location":
      return isOneOf(locations, `${name}.id`);
    case "own":
      return isOneOf(locations, `${name}.location_id`);
    case "own or shared":
      return sql`(${sql.ref(`${name}.location_id`)} is null or ${
        isOneOf(locations, `${name}.location_id`)
      })`;
    case "own or house":
      return isOneOf([HOUSE, ...locations], `${name}.location_id`);
  }
}

/** Those of them that it may change; of the house it only reads. */
export function changeableRows(
  scope: TableScope,
  name: string,
  locations: readonly string[],
): RawBuilder<boolean> | undefined {
  return existingRows(scope === "own or house" ? "own" : scope, name, locations);
}

function isOneOf(locations: readonly string[], column: string): RawBuilder<boolean> {
  return locations.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(locations)})`;
}
