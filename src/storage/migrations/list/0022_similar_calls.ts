import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** An entry of the audit may stand for several calls. */
export const similarCalls: Migration = {
  async up(database) {
    await sql.raw(`alter table audit_entries add column calls bigint not null default 1`)
      .execute(database);
  },
};
