import type { TableName } from "../../storage/schema/schema.ts";

/** A table whose rows an import may add, change or remove. */
export interface Touched {
  readonly table: TableName;
  /** The column with the instant of a row, if an import only adds rows to a large table. */
  readonly at?: string;
}
