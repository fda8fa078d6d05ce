import { DatabaseSync } from "node:sqlite";
import {
  AliasNode,
  AndNode,
  IdentifierNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type QueryId,
  RawNode,
  type SelectQueryNode,
  sql,
  TableNode,
  WhereNode,
} from "kysely";
import { isOnlyIds } from "../only_ids.ts";
import { isTableName, TABLES } from "../schema/schema.ts";

/** The SQL function that a stoppable query calls for some of its rows. */
export const STILL_WANTED = "still_wanted";

/** Older runtimes, such as one in a compiled binary, have no functions: there a read stops between two queries. */
export const HAS_FUNCTIONS = "function" in DatabaseSync.prototype;

/**
 * Makes the queries of a connection stoppable. SQLite runs a statement to its end even if its thread
 * is terminated, and `node:sqlite` cannot interrupt it. But a statement ends when an expression in
 * it fails, so each selection gets a condition that now and then asks whether it is still wanted.
 * The connection needs the function `STILL_WANTED`, see `stillWanted`.
 */
export function stoppable(isWanted: () => boolean): KyselyPlugin {
  const transformer = new Stoppable();
  return {
    transformQuery({ node, queryId }) {
      if (!isWanted()) throw new Error("The read is no longer wanted");
      return HAS_FUNCTIONS ? transformer.transformNode(node, queryId) : node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}

/**
 * The function for SQL. It does not throw, because `all()` of Deno 2.9 goes on for ever after a
 * function that throws; it returns what is not JSON, which makes SQLite's `json()` fail.
 */
export function stillWanted(isWanted: () => boolean): () => string {
  return () => isWanted() ? "1" : "";
}

class Stoppable extends OperationNodeTransformer {
  /** The conditions that were added: a query within a query is visited twice. */
  readonly #added = new WeakSet<OperationNode>();

  /** What others know by its identity stays as it is: rows that a view has narrowed, conditions. */
  protected override transformNodeImpl<Node extends OperationNode>(
    node: Node,
    queryId?: QueryId,
  ): Node {
    return RawNode.is(node) || isOnlyIds(node) ? node : super.transformNodeImpl(node, queryId);
  }

  protected override transformSelectQuery(
    node: SelectQueryNode,
    queryId?: QueryId,
  ): SelectQueryNode {
    const query = super.transformSelectQuery(node, queryId);
    const keys = keysOf(query);
    if (keys.length === 0 || this.#isStoppable(query)) return query;
    // One row in 1,024 asks: often enough, and cheap (see docs/decisions.md). Naming a key of every table has it
    // asked in the innermost loop, also when a table of three rows is in the outermost.
    const goesOn = sql`((random() & 1023) <> 0 or json(${sql.raw(STILL_WANTED)}(${
      keys.length > 1 ? sql.join(keys.map((key) => sql.ref(key))) : sql.raw("")
    })))`.toOperationNode();
    this.#added.add(goesOn);
    const where = query.where === undefined
      ? WhereNode.create(goesOn)
      : WhereNode.cloneWithOperation(query.where, "And", goesOn);
    return { ...query, where };
  }

  #isStoppable({ where }: SelectQueryNode): boolean {
    if (where === undefined) return false;
    return this.#added.has(AndNode.is(where.where) ? where.where.right : where.where);
  }
}

/** A column of the key of each table that a query reads itself, not by a query within it. */
function keysOf({ from, joins = [] }: SelectQueryNode): string[] {
  return [...from?.froms ?? [], ...joins.map(({ table }) => table)].flatMap((read) => {
    const [node, alias] = AliasNode.is(read) ? [read.node, read.alias] : [read, undefined];
    const table = tableName(node);
    if (table === undefined || !isTableName(table)) return [];
    const name = alias !== undefined && IdentifierNode.is(alias) ? alias.name : table;
    return [`${name}.${TABLES[table].key[0]}`];
  });
}

function tableName(node: OperationNode): string | undefined {
  return TableNode.is(node) ? node.table.identifier.name : undefined;
}
