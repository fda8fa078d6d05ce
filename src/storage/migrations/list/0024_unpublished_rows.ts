import { migrationOf } from "../../execute.ts";

/** Rows of an import that has not ended: it writes in slices, and what it added shows at its end. */
export const unpublishedRows = migrationOf([
  `create table unpublished_rows (
      table_name text not null,
      id text not null,
      primary key (table_name, id)
    )`,
]);
