/** A stored thing and what it becomes; `before` is null for a new one. */
export interface Change<Thing> {
  readonly before: Thing | null;
  readonly after: Thing;
}

/** Things that are not stored yet. */
export function freshThings<Thing>(changes: readonly Change<Thing>[]): Thing[] {
  return changes.filter(({ before }) => before === null).map(({ after }) => after);
}

/** What stored things become. */
export function knownThings<Thing>(changes: readonly Change<Thing>[]): Thing[] {
  return changes.filter(({ before }) => before !== null).map(({ after }) => after);
}
