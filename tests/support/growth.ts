import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";

/** Bytes of each table with its indexes, and how many B-trees these are: each has a page at least. */
export type Sizes = ReadonlyMap<string, { readonly bytes: number; readonly trees: number }>;

/** Measures everything that is stored. */
export async function sizesOf({ engine, write }: Database): Promise<Sizes> {
  const { rows } = await write((writer) =>
    (engine === "sqlite" ? ofSqlite : ofPostgres).execute(writer)
  );
  return new Map(
    rows.map(({ name, bytes, trees }) => [name, { bytes: Number(bytes), trees: Number(trees) }]),
  );
}

interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly trees: number;
}

const ofSqlite = sql<Size>`
  select tbl_name as name, sum(pgsize) as bytes, count(distinct dbstat.name) as trees
  from dbstat join sqlite_schema on sqlite_schema.name = dbstat.name group by tbl_name
`;

const ofPostgres = sql<Size>`
  select relname as name, pg_total_relation_size(oid) as bytes,
    1 + (select count(*) from pg_index where indrelid = pg_class.oid) as trees
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
`;
