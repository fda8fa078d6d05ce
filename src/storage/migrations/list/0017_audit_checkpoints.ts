import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** From where the audit goes on after entries were exported and removed. */
export const auditCheckpoints: Migration = {
  async up(database) {
    await sql.raw(`create table audit_checkpoints (
      sequence bigint not null primary key,
      hash text not null,
      removed_at text not null
    )`).execute(database);
  },
};
