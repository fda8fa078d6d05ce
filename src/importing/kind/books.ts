/** Sums over what is stored, by name: numbers of rows, money in minor units, quantities. */
export type Books = Readonly<Record<string, number>>;

/** What the summary of an import says of its rows. */
export interface CountedRows {
  readonly added: number;
}

/** The sums of a query, which has one row; nothing stored is 0. */
export function booksOf(row: Readonly<Record<string, unknown>> | undefined): Books {
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, sum]) => [name, Number(sum ?? 0)]),
  );
}

/** Sums that are gathered row by row. */
export interface BookKeeper {
  /** Adds what a row changes. */
  add(changes: Books): void;
  gained(): Books;
}

/** A book keeper who has seen no row. */
export function bookKeeper(): BookKeeper {
  const sums = new Map<string, number>();
  return {
    add(changes) {
      for (const [name, change] of Object.entries(changes)) {
        sums.set(name, (sums.get(name) ?? 0) + change);
      }
    },
    gained: () => Object.fromEntries(sums),
  };
}

/**
 * Compares what an import says it brought in with what the database gained.
 *
 * @throws {Error} if they differ: then nothing must be kept.
 */
export function assertBooked(before: Books, after: Books, gained: Books): void {
  for (const name of Object.keys(after)) {
    const change = (after[name] ?? 0) - (before[name] ?? 0);
    const expected = gained[name] ?? 0;
    if (change === expected) continue;
    throw new Error(`The rows add ${expected} to ${name}, but the database changed by ${change}`);
  }
}
