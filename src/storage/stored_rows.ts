import { sql } from "kysely";
import { insertMany } from "./bulk.ts";
import type { Writer } from "./database.ts";
import { type TableName, TABLES } from "./schema/schema.ts";

/** A row of any table, as it is stored. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

/** Rows of a table. */
export interface RowSource {
  readonly table: TableName;
  /** Only rows in which a column has a value. */
  readonly where?: { readonly column: string; readonly value: string };
}

/** The rows of a table by their keys, as text. */
export async function rowsByKey(
  writer: Writer,
  { table, where }: RowSource,
): Promise<Map<string, StoredRow>> {
  const condition = where === undefined
    ? sql``
    : sql`where ${sql.ref(where.column)} = ${where.value}`;
  const { rows } = await sql<StoredRow>`select * from ${sql.table(table)} ${condition}`
    .execute(writer);
  return new Map(rows.map((row) => [rowKey(table, row), { ...row }]));
}

/** The values that tell a row from others of its table, as JSON. */
export function rowKey(table: TableName, row: StoredRow): string {
  return JSON.stringify(TABLES[table].key.map((column) => row[column] ?? null));
}

/** The row with a key, held until the transaction ends; undefined if there is none. */
export async function rowAt(
  writer: Writer,
  table: TableName,
  key: string,
): Promise<StoredRow | undefined> {
  const { rows: [row] } = await sql<StoredRow>`
    select * from ${sql.table(table)} where ${isAt(table, key)}`.execute(writer);
  return row;
}

/** Removes the row with a key. */
export async function removeRow(writer: Writer, table: TableName, key: string): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${isAt(table, key)}`.execute(writer);
}

/** Adds a row as it is. */
export async function addRow(writer: Writer, table: TableName, row: StoredRow): Promise<void> {
  // A row of any table was read as a row of this one, which the types cannot say.
  await insertMany(writer, table, [row] as unknown as Parameters<typeof insertMany>[2]);
}

/** Gives a row the values of another one with its key. */
export async function replaceRow(
  writer: Writer,
  table: TableName,
  key: string,
  row: StoredRow,
): Promise<void> {
  const values = Object.entries(row).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`update ${sql.table(table)} set ${sql.join(values)} where ${isAt(table, key)}`
    .execute(writer);
}

function isAt(table: TableName, key: string) {
  const values = JSON.parse(key) as readonly (string | number | null)[];
  return sql.join(
    TABLES[table].key.map((column, at) => sql`${sql.ref(column)} = ${values[at] ?? null}`),
    sql` and `,
  );
}
