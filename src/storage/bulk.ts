import { type Compilable, CompiledQuery, type Insertable } from "kysely";
import type { Writer } from "./database.ts";
import { nextTurn } from "../values/next_turn.ts";
import { narrowingOf } from "./narrowed.ts";
import type { Schema } from "./schema/schema.ts";
import { ask, send } from "./sending.ts";

const BATCH = 100;
/** After so many batches, some tens of milliseconds, others have their turn. */
const TURN_EVERY = 20;

/** How many ids one `in (…)` may list: below the number of parameters that every engine takes. */
export const IDS_AT_ONCE = 500;

/** Consecutive pieces of a list, each of `size` items but the last. */
export function* slices<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Inserts many rows of one table. All rows have the same columns. */
export async function insertMany<Table extends keyof Schema>(
  writer: Writer,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  await inBatches(
    writer,
    `insert ${table}`,
    rows,
    (batch) => writer.insertInto(table).values(batch),
  );
}

/**
 * Runs one insert for each hundred rows. An insert of as many rows as an earlier one has the same
 * statement: it is built once per database, and then only gets other parameters. For a caller
 * limited to some locations each is built separately, because its rows are checked while it is
 * built.
 *
 * @param name Names the statement: the same for the same kind of insert.
 */
export async function inBatches<Row extends object>(
  writer: Writer,
  name: string,
  rows: readonly Row[],
  insert: (batch: readonly Row[]) => Compilable,
): Promise<void> {
  let done = 0;
  for (const query of batches(writer, name, rows, insert)) {
    if (++done % TURN_EVERY === 0) await nextTurn();
    await send(writer, query);
  }
}

/** The same, and gives the rows that each insert returns. */
export async function changedInBatches<Row extends object, Changed>(
  writer: Writer,
  name: string,
  rows: readonly Row[],
  insert: (batch: readonly Row[]) => Compilable<Changed>,
): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (const query of batches(writer, name, rows, insert)) {
    changed.push(...(await ask(writer, query)).rows);
  }
  return changed;
}

function* batches<Row extends object, Changed>(
  writer: Writer,
  name: string,
  rows: readonly Row[],
  insert: (batch: readonly Row[]) => Compilable<Changed>,
): Generator<CompiledQuery<Changed>> {
  const statement = narrowingOf(writer) === undefined ? statementsOf(writer) : undefined;
  for (const batch of slices(rows, BATCH)) {
    yield statement === undefined ? insert(batch).compile() : statement(name, batch, insert);
  }
}

type Statements = <Row extends object, Changed>(
  name: string,
  batch: readonly Row[],
  insert: (batch: readonly Row[]) => Compilable<Changed>,
) => CompiledQuery<Changed>;

const statementsByEngine = new WeakMap<object, Statements>();

/** The statements that were built for an open database. */
function statementsOf(writer: Writer): Statements {
  return statementsByEngine.getOrInsertComputed(writer.getExecutor().adapter, newStatements);
}

function newStatements(): Statements {
  const known = new Map<string, { readonly columns: readonly string[]; readonly text: string }[]>();
  return (name, batch, insert) => {
    const columns = columnsOf(batch);
    const forms = known.getOrInsertComputed(`${name} ${batch.length}`, () => []);
    let form = forms.find((form) => areSame(form.columns, columns));
    if (form === undefined) forms.push(form = { columns, text: insert(batch).compile().sql });
    return CompiledQuery.raw(form.text, valuesOf(batch, columns));
  };
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, index) => name === others[index]);
}

/** Kysely takes the order of the columns from the first row of an insert. */
function columnsOf<Row extends object>([first]: readonly Row[]): (keyof Row & string)[] {
  return Object.keys(first ?? {}) as (keyof Row & string)[];
}

function valuesOf<Row>(rows: readonly Row[], columns: readonly (keyof Row)[]): unknown[] {
  const values = new Array<unknown>(rows.length * columns.length);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) values[at++] = row[column];
  }
  return values;
}
