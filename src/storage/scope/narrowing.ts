import {
  AliasNode,
  ColumnNode,
  type ColumnUpdateNode,
  type CommonTableExpressionNode,
  type DeleteQueryNode,
  type FromNode,
  IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type OnConflictNode,
  type OperationNode,
  OperationNodeTransformer,
  type QueryId,
  type RawBuilder,
  type RawNode,
  type RootOperationNode,
  SelectQueryNode,
  sql,
  TableNode,
  type UpdateQueryNode,
  type UsingNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
  type WithNode,
} from "kysely";
import { isOnlyIds } from "../only_ids.ts";
import { reachesTable } from "./reaches_table.ts";
import { changeableRows, existingRows, SCOPE_COLUMN, scopeOf } from "./table_scope.ts";
import type { TableScope } from "../schema/tables/descriptor.ts";

/** Rewrites a query, or throws if it cannot tell that the query stays within its bounds. */
export type Narrow = (query: RootOperationNode, queryId: QueryId) => RootOperationNode;

/** Any other statement is not a query, or is SQL that was not checked. */
const QUERIES: readonly OperationNode["kind"][] = [
  "SelectQueryNode",
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
];

/** Tables of the engine and of Kysely: nothing else may be called like them. */
const SYSTEM_TABLE = /^(?:sqlite|pg|kysely|information)_/i;

/**
 * Rewrites queries so that rows of other locations do not exist in them. Every table that is read
 * becomes a selection of its rows, wherever and under whatever name the query uses it; updates and
 * deletions get a further condition; inserted rows must belong to one of the locations. What is
 * shared by all locations is read-only. A `with` may contain queries that read, under names that no
 * table has. Forms that no query here needs (`merge`, SQL as text) are refused.
 *
 * @param locations Ids of existing locations.
 */
export function narrowing(locations: readonly string[]): Narrow {
  const transformer = new Narrowing(locations);
  return (query, queryId) => {
    if (!QUERIES.includes(query.kind)) throw outOfBounds(query.kind);
    return transformer.transformNode(query, queryId);
  };
}

/** A table that is changed, under the name that its query has for it. */
interface Target {
  readonly scope: TableScope;
  readonly name: string;
}

class Narrowing extends OperationNodeTransformer {
  readonly #locations: readonly string[];
  /** What was rewritten here: a query within a query can be visited twice. */
  readonly #own = new WeakSet<OperationNode>();
  /** Names that the queries around a node gave to queries by `with`, the innermost last. */
  readonly #named: Set<string>[] = [];

  constructor(locations: readonly string[]) {
    super();
    this.#locations = locations;
  }

  protected override transformNodeImpl<Node extends OperationNode>(
    node: Node,
    queryId?: QueryId,
  ): Node {
    if (this.#own.has(node) || isOnlyIds(node)) return node;
    if (!hasWith(node)) return super.transformNodeImpl(node, queryId);
    this.#named.push(new Set());
    try {
      // First, because the rest of the query uses its names.
      const named = this.transformNode(node.with, queryId);
      const { with: _with, ...rest } = node;
      const transformed = super.transformNodeImpl(rest as Node, queryId);
      return { ...transformed, with: named };
    } finally {
      this.#named.pop();
    }
  }

  protected override transformWith(node: WithNode, queryId?: QueryId): WithNode {
    const isRecursive = node.recursive === true;
    const names = node.expressions.map(nameOf);
    if (isRecursive) names.forEach((name) => this.#named.at(-1)?.add(name));
    const expressions = node.expressions.map((expression, index) => {
      if (!SelectQueryNode.is(expression.expression)) throw outOfBounds(node.kind);
      const transformed = this.transformNode(expression, queryId);
      this.#named.at(-1)?.add(names[index] ?? "");
      return transformed;
    });
    return { ...node, expressions };
  }

  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    const reaches = node.sqlFragments.some(reachesTable) || node.parameters.some(TableNode.is);
    if (reaches) throw outOfBounds(node.kind);
    return super.transformRaw(node, queryId);
  }

  protected override transformFrom(node: FromNode, queryId?: QueryId): FromNode {
    const { froms, ...rest } = super.transformFrom(node, queryId);
    return { ...rest, froms: froms.map((table) => this.#existing(table)) };
  }

  protected override transformUsing(node: UsingNode, queryId?: QueryId): UsingNode {
    const { tables, ...rest } = super.transformUsing(node, queryId);
    return { ...rest, tables: tables.map((table) => this.#existing(table)) };
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const join = super.transformJoin(node, queryId);
    return { ...join, table: this.#existing(join.table) };
  }

  protected override transformUpdateQuery(
    node: UpdateQueryNode,
    queryId?: QueryId,
  ): UpdateQueryNode {
    const update = super.transformUpdateQuery(node, queryId);
    const target = targetOf(node.table);
    this.#assertStays(target, node.updates);
    return { ...update, ...this.#where(target, update.where) };
  }

  protected override transformDeleteQuery(
    node: DeleteQueryNode,
    queryId?: QueryId,
  ): DeleteQueryNode {
    const deletion = super.transformDeleteQuery(node, queryId);
    const [table, ...others] = node.from.froms;
    if (others.length > 0) throw outOfBounds(node.kind);
    return { ...deletion, from: node.from, ...this.#where(targetOf(table), deletion.where) };
  }

  protected override transformInsertQuery(
    node: InsertQueryNode,
    queryId?: QueryId,
  ): InsertQueryNode {
    if (node.replace || node.orAction || node.onDuplicateKey) throw outOfBounds(node.kind);
    const target = targetOf(node.into);
    const { onConflict, ...insertion } = super.transformInsertQuery(node, queryId);
    this.#assertOwn(target, insertion);
    return {
      ...insertion,
      ...(onConflict !== undefined && { onConflict: this.#ownConflict(target, onConflict) }),
    };
  }

  /** A table in a query that reads: its rows that exist. */
  #existing(table: OperationNode): OperationNode {
    const [node, alias] = AliasNode.is(table) ? [table.node, table.alias] : [table, undefined];
    if (SelectQueryNode.is(node) || this.#own.has(node) || this.#isNamed(node)) return table;
    const name = tableName(node);
    const scope = scopeOf(name);
    if (scope === undefined) throw outOfBounds(name);
    const condition = existingRows(scope, name, this.#locations);
    if (condition === undefined) return table;
    const rows = this.#written(sql`(select * from ${sql.table(name)} where ${condition})`);
    return AliasNode.create(rows, alias ?? IdentifierNode.create(name));
  }

  /** Whether it is a query named by a `with`. */
  #isNamed(node: OperationNode): boolean {
    return TableNode.is(node) && node.table.schema === undefined &&
      this.#named.some((names) => names.has(node.table.identifier.name));
  }

  /** The condition of an update or a deletion, with the one that the caller may change the rows. */
  #where({ scope, name }: Target, where?: WhereNode): { readonly where?: WhereNode } {
    const changeable = changeableRows(scope, name, this.#locations);
    if (changeable === undefined) return {};
    const condition = this.#written(changeable);
    return {
      where: where === undefined
        ? WhereNode.create(condition)
        : WhereNode.cloneWithOperation(where, "And", condition),
    };
  }

  /** No row is given to another location. */
  #assertStays({ scope }: Target, updates: readonly ColumnUpdateNode[] = []): void {
    for (const { column, value } of updates) {
      if (!ColumnNode.is(column)) throw outOfBounds(column.kind);
      if (column.column.name !== SCOPE_COLUMN[scope]) continue;
      if (!this.#isLocation(valueOf(value))) throw outOfBounds("a row for another location");
    }
  }

  #ownConflict(target: Target, { updateWhere, ...conflict }: OnConflictNode): OnConflictNode {
    this.#assertStays(target, conflict.updates);
    const { where = updateWhere } = conflict.doNothing ? {} : this.#where(target, updateWhere);
    return { ...conflict, ...(where !== undefined && { updateWhere: where }) };
  }

  /** Every inserted row belongs to one of the locations. */
  #assertOwn({ scope }: Target, { columns = [], values }: InsertQueryNode): void {
    if (values === undefined || scope === "common") return;
    const key = columns.findIndex(({ column }) => column.name === SCOPE_COLUMN[scope]);
    if (!ValuesNode.is(values) || key === -1) throw outOfBounds(values.kind);
    for (const row of values.values) {
      const owner = ValueListNode.is(row) ? valueOf(row.values[key]) : row.values[key];
      const isShared = scope === "own or shared" && owner === null;
      if (!isShared && !this.#isLocation(owner)) throw outOfBounds("a row of another location");
    }
  }

  #isLocation(value: unknown): boolean {
    return this.#locations.some((id) => id === value);
  }

  #written(sql: RawBuilder<unknown>): RawNode {
    const node = sql.toOperationNode();
    this.#own.add(node);
    return node;
  }
}

/** The value that is written; undefined if it is an expression. */
function valueOf(node: OperationNode | undefined): unknown {
  return node !== undefined && ValueNode.is(node) ? node.value : undefined;
}

/** A query that begins with `with`. */
function hasWith(node: OperationNode): node is OperationNode & { readonly with: WithNode } {
  return "with" in node && node.with !== undefined;
}

/** The name that a `with` gives. That of a table would leave it open which of them is meant. */
function nameOf({ name: { table: { table } } }: CommonTableExpressionNode): string {
  const { name } = table.identifier;
  if (scopeOf(name) !== undefined || SYSTEM_TABLE.test(name)) throw outOfBounds(`with ${name}`);
  return name;
}

/** The table that a query changes: one, and not one that all locations share. */
function targetOf(table: OperationNode | undefined): Target {
  const [node, alias] = table !== undefined && AliasNode.is(table)
    ? [table.node, table.alias]
    : [table, undefined];
  const stored = tableName(node);
  const scope = scopeOf(stored);
  if (scope === undefined || scope === "shared") throw outOfBounds(stored);
  const name = alias === undefined ? stored : IdentifierNode.is(alias) ? alias.name : undefined;
  if (name === undefined) throw outOfBounds(stored);
  return { scope, name };
}

function tableName(node: OperationNode | undefined): string {
  if (node === undefined || !TableNode.is(node)) throw outOfBounds(node?.kind ?? "no table");
  return node.table.identifier.name;
}

function outOfBounds(what: string): Error {
  return new Error(`Not for a caller of some locations: ${what}`);
}
