import type { Schema } from "./schema.ts";

/**
 * Whose the rows of a table are.
 *
 * - `own`: a location's, which stands in `location_id`
 * - `own or shared`: the same, and all locations' where it is null
 * - `order`, `refund`: those of the order or refund that they are a part of
 * - `location`: the location itself
 * - `shared`: all locations'; who acts for some of them only reads
 * - `common`: nobody's; every call needs them and no answer shows them
 * - `hidden`: none for who acts for some locations
 */
export type TableScope =
  | "own"
  | "own or shared"
  | "order"
  | "refund"
  | "location"
  | "shared"
  | "common"
  | "hidden";

/** All that is known of a table besides its types. */
export interface Descriptor<Table extends keyof Schema> {
  readonly scope: TableScope;
  /** Columns that tell its rows apart, in an order in which they are sorted quickly. */
  readonly key: readonly [Column<Table>, ...Column<Table>[]];
  /** What it holds, for people and models that read the schema. */
  readonly about: string;
  /** What each column says. */
  readonly columns: { readonly [Column in keyof Schema[Table]]: string };
}

/** The descriptors of some tables. */
export type Descriptors<Table extends keyof Schema> = {
  readonly [Name in Table]: Descriptor<Name>;
};

type Column<Table extends keyof Schema> = keyof Schema[Table] & string;
