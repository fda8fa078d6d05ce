import {
  type BinaryOperationNode,
  Kysely,
  type OperationNode,
  OperatorNode,
  PostgresAdapter,
  PostgresDialect,
  type PostgresPool,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  ValueListNode,
} from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { openPool, type PoolUse } from "./pool.ts";
import type { Schema } from "../schema/schema.ts";

/** Connections to a PostgreSQL database, made when they are needed. */
export function connectPostgres(address: PostgresAddress, use: PoolUse): Kysely<Schema> {
  return queriesThrough(openPool(address, use));
}

/**
 * Typed queries through a pool.
 *
 * @param adapter What is kept for one, such as compiled queries, serves all that share it.
 */
export function queriesThrough(
  pool: PostgresPool,
  adapter = new PostgresAdapter(),
): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => dialect.createDriver(),
      createQueryCompiler: () => new TakingEmptyLists(),
      createIntrospector: (open) => dialect.createIntrospector(open),
    },
  });
}

/** Nothing is in a list without values, and everything is not: SQLite says so, PostgreSQL does not. */
class TakingEmptyLists extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const operator = OperatorNode.is(node.operator) ? node.operator.operator : undefined;
    if (!isEmptyList(node.rightOperand) || operator !== "in" && operator !== "not in") {
      return super.visitBinaryOperation(node);
    }
    this.append(operator === "in" ? "false" : "true");
  }
}

function isEmptyList(node: OperationNode): boolean {
  return (PrimitiveValueListNode.is(node) || ValueListNode.is(node)) && node.values.length === 0;
}
