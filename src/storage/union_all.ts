/** A query that gives the rows of several, of which there is at least one. */
export function unionAll<Query extends { unionAll(other: NoInfer<Query>): NoInfer<Query> }>(
  queries: readonly Query[],
): Query {
  return queries.reduce((all, one) => all.unionAll(one));
}
