import type { CellStyle } from "hucre/xlsx";
import type { Column, TableBlock, Value } from "../model.ts";
import { isNumeric, labelWithUnit } from "../value_text.ts";
import { numberFormat, type SheetCell, sheetCell, storedNumber } from "./cells.ts";
import { HEADER, NOTE, STRONG, TERM, TITLE } from "./look.ts";
import { rangeName, type SheetDraft, skipRows, writeCells, writeProse } from "./sheet.ts";

/** A table that Excel can filter and sort; its total is a formula that equals the value. */
export function writeTable(sheet: SheetDraft, block: TableBlock): void {
  const { title, columns, rows, total, footnote } = block;
  if (rows.length === 0) {
    writeProse(sheet, title === undefined ? "Nothing to show." : `${title}: none.`, NOTE);
  } else {
    if (title !== undefined) writeProse(sheet, title, TITLE);
    const start = sheet.row;
    const names = columnNames(columns);
    sheet.headers.push(start);
    writeCells(sheet, names.map((value, at) => ({ value, style: headerStyle(columns[at]) })));
    for (const row of rows) {
      writeCells(sheet, columns.map((column, at) => sheetCell(row[at] ?? null, column)));
    }
    if (total !== undefined) writeTotal(sheet, block, total, start);
    sheet.tables.push({
      name: tableName(block.key),
      range: rangeName([start, 0], [sheet.row - 1, columns.length - 1]),
      columns: columns.map((column, at) => tableColumn(column, names[at] ?? "", total, at)),
      style: "TableStyleLight1",
      showRowStripes: false,
      ...(total !== undefined && { showTotalRow: true }),
    });
  }
  if (footnote !== undefined) writeProse(sheet, footnote, NOTE);
  skipRows(sheet);
}

/** The name under which formulas find a table: `net_by_day` is `NetByDay`. */
export function tableName(key: string): string {
  return key.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}

function headerStyle(column: Column | undefined): CellStyle {
  const horizontal = column !== undefined && isNumeric(column) ? "right" : "left";
  return { ...HEADER, alignment: { horizontal, vertical: "bottom", wrapText: true } };
}

/** Excel repairs a file in which two columns have the same name, regardless of capitals. */
function columnNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const label = labelWithUnit(column) || column.key;
    const name = taken.has(label.toLowerCase()) ? `${label} ${taken.size}` : label;
    taken.add(name.toLowerCase());
    return name;
  });
}

function writeTotal(
  sheet: SheetDraft,
  { columns, rows }: TableBlock,
  total: readonly Value[],
  start: number,
): void {
  const first = start + 1;
  writeCells(
    sheet,
    columns.map((column, at): SheetCell => {
      const value = total[at] ?? null;
      const plain = sheetCell(value, column, STRONG);
      if (!column.isSummed || typeof value !== "number") return plain;
      // Cells, not the table's name: every program understands them, also after a copy.
      const formula = `SUBTOTAL(109,${rangeName([first, at], [first + rows.length - 1, at])})`;
      const result = storedNumber(value, column, column.unit);
      const numFmt = numberFormat(column, value, column.unit);
      // Beside its label, as every number is.
      const style = { ...STRONG, ...TERM, numFmt };
      return { value: result, formula, formulaResult: result, style };
    }),
  );
}

function tableColumn(
  column: Column,
  name: string,
  total: readonly Value[] | undefined,
  at: number,
) {
  const value = total?.[at];
  if (value === undefined || value === null) return { name };
  if (typeof value === "string") return { name, totalLabel: value };
  return { name, ...(column.isSummed && { totalFunction: "sum" }) };
}
