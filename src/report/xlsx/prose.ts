import type { MergeRange, WriteSheet } from "hucre/xlsx";
import { heightOf, linesOf } from "./row_heights.ts";
import type { SheetDraft } from "./sheet.ts";

/** Columns that prose runs over at least. */
const LEAST_COLUMNS = 8;
/** Of a column without a width of its own, in characters. */
const USUAL_WIDTH = 9;

/** How long texts are laid out: over which cells, and how tall. */
export interface ProseLayout {
  readonly merges: MergeRange[];
  readonly rowDefs: NonNullable<WriteSheet["rowDefs"]>;
}

/**
 * Texts longer than their sheet is wide, in merged cells of as many lines as they need. Left in one
 * line they would make each printed page as wide as the longest of them.
 */
export function layProse(sheet: SheetDraft): ProseLayout {
  const columns = Math.max(LEAST_COLUMNS, sheet.widths.length);
  const room = Array.from({ length: columns }, (_, at) => sheet.widths[at] ?? USUAL_WIDTH)
    .reduce((sum, width) => sum + width, 0);
  const layout: ProseLayout = { merges: [], rowDefs: new Map() };
  for (const row of sheet.prose) {
    const cell = sheet.cells.get(`${row},0`);
    const lines = linesOf(String(cell?.value ?? ""), room);
    if (cell === undefined || lines === 1) continue;
    const alignment = { ...cell.style?.alignment, wrapText: true, vertical: "top" as const };
    sheet.cells.set(`${row},0`, { ...cell, style: { ...cell.style, alignment } });
    layout.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: columns - 1 });
    layout.rowDefs.set(row, { height: heightOf(lines) });
  }
  return layout;
}
