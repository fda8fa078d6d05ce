import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `alter table imports add column summary text`,
  `alter table imports add column digest text`,
  `alter table imports add column undone_at text`,
  `create index imports_by_digest on imports (digest)`,
  `create table import_changes (
    import_id text not null references imports (id),
    position integer not null,
    subject text not null,
    row_key text not null,
    before text,
    after text,
    primary key (import_id, position)
  )`,
  `create index import_changes_by_row on import_changes (subject, row_key)`,
];

/** What imports said and changed, so that one can be looked up and taken back. */
export const importJournal = migrationOf(STATEMENTS);
