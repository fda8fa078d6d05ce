import { type CompiledQuery, createQueryId, type RootOperationNode } from "kysely";
import type { Reader, Writer } from "./database.ts";
import { keeping, type KeepingReader } from "./kept.ts";
import { looksOf, narrowingOf } from "./narrowed.ts";
import { ask } from "./sending.ts";

/** A value of a query, or several for an `in`. */
type Value = string | number | null | readonly (string | number)[];

/** The values of a query by their names. */
type Values = Readonly<Record<string, Value>>;

/** A query, not yet compiled. */
interface Query<Row> {
  toOperationNode(): RootOperationNode;
  execute(): Promise<Row[]>;
}

/** Where a value of a query goes. */
class Slot {
  constructor(readonly name: string, readonly at?: number) {}
}

/** More forms than callers of different rights ask with lists of different lengths. */
const MOST_FORMS = 500;

/**
 * A query that is built and compiled once for each open database, for each set of locations that it
 * is narrowed to, and for each length of its lists; then it is only run. What it costs to build is
 * several times what SQLite needs for a few rows.
 *
 * @param build Writes the query. The values are not there yet, so they go into conditions as they
 * are and decide nothing else.
 */
export function prepared<Given extends Values, Row>(
  build: (reader: Reader, values: Given) => Query<Row>,
): (reader: Reader, values: Given) => Promise<Row[]> {
  const compiled = compiledOnce(build);
  return async (reader, values) => {
    const connection = keeping(reader);
    const query = compiled(connection, connection, values);
    for (const look of looksOf(connection)) look.begin(query.queryId);
    return (await ask(connection, query)).rows;
  };
}

/**
 * A statement that writes, compiled once in the same way, to be sent or asked. For a caller limited
 * to some locations it is built each time, because its rows are checked while it is built.
 *
 * @param build Writes the statement; values decide nothing in it.
 */
export function preparedWrite<Given extends Values, Row>(
  build: (writer: Writer, values: Given) => Query<Row>,
): (writer: Writer, values: Given) => CompiledQuery<Row> {
  const compiled = compiledOnce(build);
  return (writer, values) =>
    narrowingOf(writer) === undefined
      ? compiled(writer, writer, values)
      : compile(writer, build(writer, values));
}

function compiledOnce<Connection, Given extends Values, Row>(
  build: (connection: Connection, values: Given) => Query<Row>,
): (own: KeepingReader, connection: Connection, values: Given) => CompiledQuery<Row> {
  const forms = new WeakMap<object, Map<string, CompiledQuery<Row>>>();
  return (own, connection, values) => {
    const known = forms.getOrInsertComputed(own.getExecutor().adapter, () => new Map());
    const form = formOf(own, values);
    let query = known.get(form);
    if (query === undefined) {
      query = compile<Row>(own, build(connection, slots(values)));
      if (known.size >= MOST_FORMS) known.clear();
      known.set(form, query);
    }
    const parameters = query.parameters.map((parameter) => valueOf(parameter, values));
    return { ...query, queryId: createQueryId(), parameters };
  };
}

function compile<Row>(own: KeepingReader, query: Query<Row>): CompiledQuery<Row> {
  const executor = own.getExecutor();
  const id = createQueryId();
  return executor.compileQuery(executor.transformQuery(query.toOperationNode(), id), id);
}

/** What a compiled query depends on besides its values. */
function formOf(own: KeepingReader, values: Values): string {
  let form = "";
  for (const { locations } of looksOf(own)) form += `${locations ?? "*"}|`;
  for (const name in values) {
    const value = values[name];
    if (typeof value === "object" && value !== null) form += `${name} ${value.length} `;
  }
  return form;
}

function slots<Given extends Values>(values: Given): Given {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" && value !== null
      ? value.map((_one, at) => new Slot(name, at))
      : new Slot(name),
  ]);
  // They stand where the values will, and `build` does nothing else with them.
  return Object.fromEntries(entries) as Given;
}

function valueOf(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof Slot)) return parameter;
  const value = values[parameter.name];
  return typeof value === "object" && value !== null ? value[parameter.at ?? 0] : value;
}
