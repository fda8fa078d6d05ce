import { type CompiledQuery, createQueryId, type RootOperationNode } from "kysely";
import type { Reader } from "./database.ts";
import { directReadsOf } from "./direct_reads.ts";
import { keeping } from "./kept.ts";
import { looksOf } from "./narrowed.ts";

/** A value of a query, or several for an `in`. */
type Value = string | number | readonly (string | number)[];

/** The values of a query by their names. */
type Values = Readonly<Record<string, Value>>;

/** A query that reads. */
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
  const forms = new WeakMap<object, Map<string, CompiledQuery<Row>>>();

  function compiled(reader: Reader, looks: ReturnType<typeof looksOf>, values: Given) {
    const executor = keeping(reader).getExecutor();
    const known = forms.getOrInsertComputed(executor.adapter, () => new Map());
    const form = [...looks.map(({ locations }) => locations ?? "*"), lengths(values)].join("|");
    const found = known.get(form);
    if (found !== undefined) return found;
    const id = createQueryId();
    const node = executor.transformQuery(build(reader, slots(values)).toOperationNode(), id);
    const query: CompiledQuery<Row> = executor.compileQuery(node, id);
    if (known.size >= MOST_FORMS) known.clear();
    known.set(form, query);
    return query;
  }

  return async (reader, values) => {
    const executor = keeping(reader).getExecutor();
    const looks = looksOf(keeping(reader));
    const query = compiled(reader, looks, values);
    const queryId = createQueryId();
    for (const look of looks) look.begin(queryId);
    const parameters = query.parameters.map((parameter) => valueOf(parameter, values));
    // Other plugins do more than look.
    const direct = executor.plugins.length === looks.length
      ? directReadsOf(keeping(reader))
      : undefined;
    if (direct === undefined) {
      return (await executor.executeQuery<Row>({ ...query, queryId, parameters })).rows;
    }
    const rows = direct.run(query.sql, parameters);
    for (const look of looks) look.take(queryId, rows);
    // The statement that was compiled for these rows.
    return rows as Row[];
  };
}

function lengths(values: Values): string {
  let text = "";
  for (const name in values) {
    const value = values[name];
    if (typeof value === "object") text += `${name} ${value.length} `;
  }
  return text;
}

function slots<Given extends Values>(values: Given): Given {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? value.map((_one, at) => new Slot(name, at)) : new Slot(name),
  ]);
  // They stand where the values will, and `build` does nothing else with them.
  return Object.fromEntries(entries) as Given;
}

function valueOf(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof Slot)) return parameter;
  const value = values[parameter.name];
  return typeof value === "object" ? value[parameter.at ?? 0] : value;
}
