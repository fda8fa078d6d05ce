/** A mapping of columns as it is typed. */
export function mapFlag(
  map: ReadonlyMap<string, string>,
  more: readonly string[] = [],
): string {
  const entries = [...map].map(([field, column]) => `${field}=${column}`);
  return `--map "${[...entries, ...more].join(",")}"`;
}

/** Which column each field of a file is read from; of several, the best one. */
export function mappingOf(
  { header, positions }: {
    readonly header: readonly string[];
    readonly positions: ReadonlyMap<string, readonly number[]>;
  },
): Map<string, string> {
  return new Map([...positions].map(([field, [at = -1]]) => [field, header[at] ?? ""]));
}

/** A mapping in which a column is read as one field, and as no other. */
export function withColumn(
  map: ReadonlyMap<string, string>,
  field: string,
  column: string,
): ReadonlyMap<string, string> {
  return new Map([...map].filter(([, name]) => name !== column)).set(field, column);
}
