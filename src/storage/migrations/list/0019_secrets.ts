import { migrationOf } from "../../execute.ts";

/** Keys that the program makes for itself and keeps with the data. */
export const secrets = migrationOf([
  `create table secrets (
      name text not null primary key,
      value text not null
    )`,
]);
