import type { Reader } from "./database.ts";

/** The locations chosen by each view's question so far. */
const chosenBy = new WeakMap<Reader, Set<string>>();

/** Begins to remember which locations the questions through a reader are about. */
export function rememberLocations<Some extends Reader>(reader: Some, chosen: Set<string>): Some {
  chosenBy.set(reader, chosen);
  return reader;
}

/**
 * Records which locations a question is about; the audit names them. Does nothing outside of a
 * view.
 */
export function noteLocations(reader: Reader, ids: readonly string[]): void {
  const chosen = chosenBy.get(reader);
  for (const id of ids) chosen?.add(id);
}
