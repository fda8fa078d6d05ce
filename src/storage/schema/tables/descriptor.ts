/**
 * The scope of a table: which callers see its rows.
 *
 * - `own`: rows of the location in `location_id`
 * - `own or shared`: the same, and rows of all locations if it is null
 * - `own or house`: rows of the location, and to read those of the house, where it is empty
 * - `location`: the locations themselves
 * - `shared`: rows of all locations; a caller limited to some of them only reads
 * - `common`: rows without an owner that every call needs and no answer shows
 * - `hidden`: no rows exist for a caller limited to some locations
 */
export type TableScope =
  | "own"
  | "own or shared"
  | "own or house"
  | "location"
  | "shared"
  | "common"
  | "hidden";

/** Everything about a table besides the types of its columns. */
export interface Descriptor<Row> {
  readonly scope: TableScope;
  /** Columns of its key, in an order that sorts quickly. */
  readonly key: readonly [Column<Row>, ...Column<Row>[]];
  /** Its purpose, for people and models that read the schema. */
  readonly about: string;
  /** The meaning of each column. */
  readonly columns: { readonly [Name in keyof Row]: string };
}

/** A descriptor for each of some tables, given as row types by name. */
export type Descriptors<Tables> = {
  readonly [Name in keyof Tables]: Descriptor<Tables[Name]>;
};

type Column<Row> = keyof Row & string;
