import type { Schema } from "./schema.ts";

/**
 * The scope of a table: which callers see its rows.
 *
 * - `own`: rows of the location in `location_id`
 * - `own or shared`: the same, and rows of all locations if it is null
 * - `order`, `refund`: rows of the order or refund that they are a part of
 * - `location`: the locations themselves
 * - `shared`: rows of all locations; a caller limited to some of them only reads
 * - `common`: rows without an owner that every call needs and no answer shows
 * - `hidden`: no rows exist for a caller limited to some locations
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

/** Everything about a table besides its types. */
export interface Descriptor<Table extends keyof Schema> {
  readonly scope: TableScope;
  /** Columns of its key, in an order that sorts quickly. */
  readonly key: readonly [Column<Table>, ...Column<Table>[]];
  /** Its purpose, for people and models that read the schema. */
  readonly about: string;
  /** The meaning of each column. */
  readonly columns: { readonly [Column in keyof Schema[Table]]: string };
}

/** The descriptors of some tables. */
export type Descriptors<Table extends keyof Schema> = {
  readonly [Name in Table]: Descriptor<Name>;
};

type Column<Table extends keyof Schema> = keyof Schema[Table] & string;
