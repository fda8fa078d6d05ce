import { isOwnId } from "./line_key.ts";

/** A stored line, or one that is about to be, as far as claims go. */
export interface ClaimableLine {
  readonly source_key?: string;
  /** The import that brought it or saw it last: it has claimed the line. */
  readonly import_id?: string;
}

/**
 * Finds the line that a row is. With an id of its own it is the line with that id. Without, it is
 * any line with the same fingerprint that this import has not claimed: so the same file brings
 * nothing twice, while two identical drinks of one order are two, in one file or in two.
 *
 * @param sameContent Preferred where several lines have the fingerprint.
 * @return The position of the line, -1 where the row is new.
 */
export function claimedLine<Line extends ClaimableLine>(
  lines: readonly Line[],
  key: string,
  importId: string,
  sameContent: (line: Line) => boolean,
): number {
  const isFree = (line: Line) =>
    line.source_key === key && (isOwnId(key) || line.import_id !== importId);
  const same = lines.findIndex((line) => isFree(line) && sameContent(line));
  return same === -1 ? lines.findIndex(isFree) : same;
}
