import { similarNames } from "../values/similar_names.ts";
import { notHere } from "./not_here.ts";

/**
 * That something is not here, what a name was perhaps meant to be, or both; empty if nothing is
 * known of it.
 *
 * @param tools Names of the tools that the caller may use; without them none is offered instead.
 */
export function nearMiss(
  name: string,
  known: readonly string[],
  tools?: ReadonlySet<string>,
): string {
  const absent = notHere(name, tools);
  const similar = similarNames(name, known.map((id) => ({ id, name: id })));
  return [
    ...(absent === undefined ? [] : [absent]),
    ...(similar.length === 0
      ? []
      : [`Perhaps ${similar.map(({ id }) => `'${id}'`).join(" or ")}.`]),
  ].join(" ");
}
