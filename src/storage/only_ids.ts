import type { OperationNode } from "kysely";

const vouchedFor = new WeakSet<OperationNode>();

/**
 * Vouches for a condition in SQL of this room that looks rows up elsewhere and compares nothing but
 * ids with those of a table that is narrowed.
 */
export function reachesOnlyIds<Node extends OperationNode>(condition: Node): Node {
  vouchedFor.add(condition);
  return condition;
}

/** Whether a condition is known to be safe. */
export function isOnlyIds(node: OperationNode): boolean {
  return vouchedFor.has(node);
}
