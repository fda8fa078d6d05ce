import {
  AliasNode,
  type DeleteQueryNode,
  type FromNode,
  IdentifierNode,
  type JoinNode,
  type OperationNode,
  OperationNodeTransformer,
  type QueryId,
  type RawBuilder,
  sql,
  TableNode,
  type UpdateQueryNode,
  WhereNode,
} from "kysely";
import type { Schema } from "./schema.ts";

/**
 * Which rows of a table belong to a location: by its own column (`own`), those and the ones that
 * belong to all (`own or shared`), with their order or refund, as the location itself (`location`),
 * every row to everybody (`shared`), or none to a caller with limits (`hidden`).
 */
type Belonging = "own" | "own or shared" | "order" | "refund" | "location" | "shared" | "hidden";

/** A table that is not here does not compile: nobody forgets to say whose its rows are. */
const BELONGING: Readonly<Record<keyof Schema, Belonging>> = {
  locations: "location",
  menu_items: "shared",
  modifier_groups: "shared",
  modifiers: "shared",
  menu_item_modifier_groups: "shared",
  ingredients: "shared",
  recipe_lines: "shared",
  stock: "own",
  stock_movements: "own",
  orders: "own",
  order_lines: "order",
  order_line_modifiers: "order",
  order_payments: "order",
  order_discounts: "order",
  order_service_charges: "order",
  order_progress: "order",
  order_promises: "order",
  refunds: "own",
  refund_lines: "refund",
  sales_rollups: "own",
  imports: "hidden",
  import_problems: "hidden",
  feedback: "own",
  opening_hours: "own",
  tax_rates: "own",
  item_availability: "own",
  changes: "own or shared",
  // Their scope names the caller.
  idempotency_keys: "shared",
  counters: "shared",
  events: "own or shared",
  access_tokens: "hidden",
  audit_entries: "hidden",
};

/**
 * Rewrites queries so that rows of other locations do not exist in them. Every table that is read
 * becomes a selection of its rows, wherever and under whatever name the query uses it; updates and
 * deletions get a further condition.
 *
 * @param locations Ids of the locations that exist.
 */
export function narrowing(locations: readonly string[]): OperationNodeTransformer {
  return new Narrowing(locations);
}

class Narrowing extends OperationNodeTransformer {
  readonly #locations: readonly string[];

  constructor(locations: readonly string[]) {
    super();
    this.#locations = locations;
  }

  protected override transformFrom(node: FromNode, queryId?: QueryId): FromNode {
    const { froms, ...rest } = super.transformFrom(node, queryId);
    return { ...rest, froms: froms.map((table) => this.#narrowed(table)) };
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const join = super.transformJoin(node, queryId);
    return { ...join, table: this.#narrowed(join.table) };
  }

  protected override transformUpdateQuery(
    node: UpdateQueryNode,
    queryId?: QueryId,
  ): UpdateQueryNode {
    const update = super.transformUpdateQuery(node, queryId);
    return update.table === undefined ? update : this.#restricted(update, update.table);
  }

  protected override transformDeleteQuery(
    node: DeleteQueryNode,
    queryId?: QueryId,
  ): DeleteQueryNode {
    const { from, ...rest } = super.transformDeleteQuery(node, queryId);
    const [table] = node.from.froms;
    const kept = { ...rest, from: node.from };
    return table === undefined ? { ...rest, from } : this.#restricted(kept, table);
  }

  #narrowed(table: OperationNode): OperationNode {
    const [node, alias] = AliasNode.is(table) ? [table.node, table.alias] : [table, undefined];
    const name = tableName(node);
    const condition = this.#condition(name);
    if (name === undefined || condition === undefined) return table;
    const rows = sql`(select * from ${sql.table(name)} where ${condition})`.toOperationNode();
    return AliasNode.create(rows, alias ?? IdentifierNode.create(name));
  }

  #restricted<Query extends { readonly where?: WhereNode }>(
    query: Query,
    table: OperationNode,
  ): Query {
    const condition = this.#condition(tableName(table))?.toOperationNode();
    if (condition === undefined) return query;
    const where = query.where === undefined
      ? WhereNode.create(condition)
      : WhereNode.cloneWithOperation(query.where, "And", condition);
    return { ...query, where };
  }

  #condition(table: keyof Schema | undefined): RawBuilder<boolean> | undefined {
    const isIn = (column: string) =>
      this.#locations.length === 0
        ? sql<boolean>`1 = 0`
        : sql<boolean>`${sql.ref(column)} in (${sql.join(this.#locations)})`;
    switch (table && BELONGING[table]) {
      case undefined:
      case "shared":
        return undefined;
      case "hidden":
        return sql`1 = 0`;
      case "location":
        return isIn(`${table}.id`);
      case "own":
        return isIn(`${table}.location_id`);
      case "own or shared":
        return sql`(${sql.ref(`${table}.location_id`)} is null or ${isIn(`${table}.location_id`)})`;
      case "order":
        return sql`exists (select 1 from orders as its_order where its_order.id = ${
          sql.ref(`${table}.order_id`)
        } and ${isIn("its_order.location_id")})`;
      case "refund":
        return sql`exists (select 1 from refunds as its_refund where its_refund.id = ${
          sql.ref(`${table}.refund_id`)
        } and ${isIn("its_refund.location_id")})`;
    }
  }
}

function tableName(node: OperationNode): keyof Schema | undefined {
  if (!TableNode.is(node)) return undefined;
  const { name } = node.table.identifier;
  return name in BELONGING ? name as keyof Schema : undefined;
}
