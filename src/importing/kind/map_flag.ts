/** A mapping of columns as it is typed. */
export function mapFlag(
  map: ReadonlyMap<string, string>,
  more: readonly string[] = [],
): string {
  const entries = [...map].map(([field, column]) => `${field}=${column}`);
  return `--map "${[...entries, ...more].join(",")}"`;
}
