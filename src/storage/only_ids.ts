import { type Expression, ExpressionWrapper, type OperationNode, type RawBuilder } from "kysely";
import type { Schema, TableName } from "./schema/schema.ts";

const vouchedFor = new WeakSet<OperationNode>();

/**
 * Vouches for a condition in SQL of this room that looks rows up elsewhere and compares nothing but
 * ids with those of a table that is narrowed.
 */
export function reachesOnlyIds<Result>(condition: RawBuilder<Result>): Expression<Result> {
  const node = condition.toOperationNode();
  vouchedFor.add(node);
  return new ExpressionWrapper<Schema, TableName, Result>(node);
}

/** Whether a condition is known to be safe. */
export function isOnlyIds(node: OperationNode): boolean {
  return vouchedFor.has(node);
}
