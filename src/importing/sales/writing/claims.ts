import { isOwnId } from "./line_key.ts";

/** The parts of an order's or refund's line that claims use. */
export interface ClaimableLine {
  readonly source_key?: string;
  /** The import that brought it or saw it last: it has claimed the line. */
  readonly import_id?: string;
}

/** A line that a row makes. */
export type KeyedLine<Line> = Line & { readonly source_key: string };

/** The lines of an order or refund while an import finds its rows among them. */
export interface ClaimBook<Line> {
  readonly lines: readonly Line[];
  /**
   * The position of the line that a row is, -1 if the row is new. With an id of its own it is the
   * line with that id. Without, it is any line with the same fingerprint that this import has not
   * claimed: so the same file adds nothing twice, while two identical drinks of one order are two,
   * in one file or in two.
   *
   * @param isSame Preferred if several lines have the fingerprint.
   */
  find(key: string, isSame: (line: Line) => boolean): number;
  /** Puts a line at a position, or with -1 at the end. This import has claimed it then. */
  put(at: number, line: KeyedLine<Line>): void;
}

/** Opens the book of an order's or a refund's lines for one import. */
export function claimBook<Line extends ClaimableLine>(
  stored: readonly Line[],
  importId: string,
): ClaimBook<Line> {
  const lines = [...stored];
  const free = new Map<string, number[]>();
  stored.forEach(({ source_key: key, import_id }, at) => {
    if (key === undefined || (!isOwnId(key) && import_id === importId)) return;
    const positions = free.get(key);
    if (positions === undefined) free.set(key, [at]);
    else positions.push(at);
  });
  return {
    lines,
    find(key, isSame) {
      const positions = free.get(key);
      if (positions === undefined) return -1;
      return positions.find((at) => isSame(lines[at])) ?? positions[0] ?? -1;
    },
    put(at, line) {
      const position = at === -1 ? lines.length : at;
      lines[position] = line;
      if (isOwnId(line.source_key)) return void free.set(line.source_key, [position]);
      const positions = free.get(line.source_key);
      const claimed = positions?.indexOf(position) ?? -1;
      if (claimed !== -1) positions?.splice(claimed, 1);
    },
  };
}
