import type { TableBlock, Value } from "./model.ts";
import { isNumeric, labelWithUnit, valueText } from "./value_text.ts";

/** Lines with cells between bars: few characters, for models. */
export function compactTable({ columns, rows, total }: TableBlock): string[] {
  const all = total === undefined ? rows : [...rows, total];
  const cells = (row: readonly Value[]) =>
    columns.map((column, at) => inOneCell(valueText(row[at] ?? null, column)));
  return [columns.map(labelWithUnit), ...all.map(cells)].map((row) => row.join(" | "));
}

/**
 * Columns as wide as their longest cell, numbers at the right: for terminals. A cell with several
 * lines goes on below itself. Labels that are all empty take no line.
 */
export function alignedTable({ columns, rows, total }: TableBlock): string[] {
  const all = total === undefined ? rows : [...rows, total];
  const labels = columns.map(labelWithUnit);
  const lines = [
    ...(labels.every((label) => label === "") ? [] : [labels]),
    ...all.flatMap((row) =>
      physicalLines(columns.map((column, at) => valueText(row[at] ?? null, column)))
    ),
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
