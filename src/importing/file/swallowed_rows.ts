/**
 * Whether a field in quotation marks has whole rows in it: it was opened by mistake, and the mark that
 * closes it belongs to a later row. Such lines have as many cells as the rows above, and begin alike.
 *
 * @param width The number of cells of the rows above.
 */
export function swallowsRows(
  fields: readonly string[],
  width: number,
  delimiter: string,
): boolean {
  if (width < 2) return false;
  return fields.some((field, at) => {
    if (!field.includes("\n")) return false;
    const lines = field.split("\n").map((line) => line.split(delimiter));
    const first = at === 0 ? lines[0] ?? [] : fields;
    return lines.slice(1).some((cells, index) => {
      const isLast = index === lines.length - 2;
      const count = cells.length + (isLast ? fields.length - at - 1 : 0);
      return cells.length > 1 && count === width && beginsLike(cells, first);
    });
  });
}

/** Whether lines begin with a number, id or date of one form; texts may look alike by chance. */
function beginsLike([cell = ""]: readonly string[], [first = ""]: readonly string[]): boolean {
  return /\p{Nd}/u.test(cell) && shapeOf(cell) === shapeOf(first);
}

/** What a cell looks like: `9-9-9`, `a 9`. */
function shapeOf(text: string): string {
  return text.trim().replaceAll(/\p{Nd}+/gu, "9").replaceAll(/[\p{L}\p{M}]+/gu, "a");
}
