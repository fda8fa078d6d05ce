import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `create table import_coverage (
    import_id text not null references imports (id),
    location_id text not null references locations (id),
    date text not null,
    end_date text not null,
    imported_at text not null,
    not_recorded text not null,
    primary key (import_id, location_id)
  )`,
  `create index import_coverage_by_date on import_coverage (location_id, end_date)`,
];

/** What imports recorded on which days, so that unknown figures are not reported as zero. */
export const importCoverage = migrationOf(STATEMENTS);
