import { migrationOf } from "../../execute.ts";

/** An entry of the audit may stand for several calls. */
export const similarCalls = migrationOf([
  `alter table audit_entries add column calls bigint not null default 1`,
]);
