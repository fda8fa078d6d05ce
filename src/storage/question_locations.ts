import type { Reader } from "./database.ts";

/** What each view's question has chosen so far. */
const chosenBy = new WeakMap<Reader, Set<string>>();

/** Begins to remember which locations the questions through a reader are about. */
export function rememberLocations<Some extends Reader>(reader: Some, chosen: Set<string>): Some {
  chosenBy.set(reader, chosen);
  return reader;
}

/**
 * Says which locations a question is about; the audit names them. Outside of a view nobody keeps it.
 */
export function noteLocations(reader: Reader, ids: readonly string[]): void {
  const chosen = chosenBy.get(reader);
  for (const id of ids) chosen?.add(id);
}
