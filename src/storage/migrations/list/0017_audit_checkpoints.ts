import { migrationOf } from "../../execute.ts";

/** From where the audit goes on after entries were exported and removed. */
export const auditCheckpoints = migrationOf([
  `create table audit_checkpoints (
      sequence bigint not null primary key,
      hash text not null,
      removed_at text not null
    )`,
]);
