import type { TableBlock } from "./model.ts";
import { cellText, isNumeric, labelWithUnit } from "./value_text.ts";

/** Lines with cells between bars: few characters, for models. */
export function compactTable(table: TableBlock): string[] {
  const lines = [table.columns.map(labelWithUnit), ...cellTexts(table)];
  return lines.map((line) => line.map(inOneCell).join(" | "));
}

/**
 * Columns as wide as their longest cell, numbers at the right: for terminals. A cell with several
 * lines goes on below itself. Labels that are all empty take no line.
 */
export function alignedTable(table: TableBlock): string[] {
  const { columns } = table;
  const labels = columns.map(labelWithUnit);
  const lines = [
    ...(labels.every((label) => label === "") ? [] : [labels]),
    ...cellTexts(table).flatMap(physicalLines),
  ];
  const widths = columns.map((_, at) => Math.max(0, ...lines.map((line) => width(line[at] ?? ""))));
  return lines.map((line) =>
    columns.map((column, at) => {
      const cell = line[at] ?? "";
      const space = " ".repeat((widths[at] ?? 0) - width(cell));
      return isNumeric(column) ? space + cell : cell + space;
    }).join("  ").trimEnd()
  );
}

/** The rows and the total as texts; a column without a total has nothing below it. */
function cellTexts({ columns, rows, total = [] }: TableBlock): string[][] {
  const lines = rows.map((row) => columns.map((column, at) => cellText(row[at] ?? null, column)));
  const sums = columns.map((column, at) => {
    const value = total[at] ?? null;
    return value === null ? "" : cellText(value, column);
  });
  return total.length === 0 ? lines : [...lines, sums];
}

/** Characters as people count them: an accent or a flag is no character of its own. */
function width(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

function physicalLines(cells: readonly string[]): string[][] {
  const split = cells.map((cell) => cell.split("\n"));
  const height = Math.max(...split.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => split.map((lines) => lines[at] ?? ""));
}

/** A name with a bar or a line break in it must not look like the next cell or row. */
function inOneCell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").replaceAll("|", "/");
}
