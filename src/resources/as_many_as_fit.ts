/**
 * The first of some values, up to a length as JSON in characters; at least one, so that paging goes
 * on.
 */
export function asManyAsFit<Shown>(values: readonly Shown[], longest: number): readonly Shown[] {
  let left = longest;
  const end = values.findIndex((value) => (left -= JSON.stringify(value).length + 1) < 0);
  return end === -1 ? values : values.slice(0, Math.max(end, 1));
}
