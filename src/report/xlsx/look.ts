import type { CellStyle } from "hucre/xlsx";

/** Every style names it: a style without a name falls back to a font with serifs. */
export const FONT = { name: "Arial", size: 10 };

const ACCENT = { rgb: "0B6B58" };
const MUTED = { rgb: "5A6B73" };

/** The report's own title. */
export const HEADLINE: CellStyle = { font: { ...FONT, bold: true, size: 18 } };

/** The title of a table or chart. */
export const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 12, color: ACCENT } };

/** A header above columns. */
export const HEADER: CellStyle = {
  font: { ...FONT, bold: true, color: MUTED },
  border: { bottom: { style: "medium", color: ACCENT } },
};

/** A total. */
export const STRONG: CellStyle = {
  font: { ...FONT, bold: true },
  border: { top: { style: "thin", color: ACCENT } },
};

/** The notes beside the figures. */
export const NOTE: CellStyle = { font: { ...FONT, italic: true, color: MUTED } };

/** Text over several lines. */
export const PROSE: CellStyle = { alignment: { wrapText: true, vertical: "top" } };

/** What a text or figure beside it is of. */
export const TERM: CellStyle = { alignment: { vertical: "top" } };
