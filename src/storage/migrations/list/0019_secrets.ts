import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Keys that the program makes for itself and keeps with the data. */
export const secrets: Migration = {
  async up(database) {
    await sql.raw(`create table secrets (
      name text not null primary key,
      value text not null
    )`).execute(database);
  },
};
