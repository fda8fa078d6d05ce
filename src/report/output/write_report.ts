import { toCsv } from "../csv/to_csv.ts";
import { toJson } from "../json/to_json.ts";
import type { Report } from "../model.ts";
import type { Pause } from "../pause.ts";

/** The formats of files; `excel` is an XLSX workbook, `csv` the first table of a report. */
export const REPORT_FORMATS = ["pdf", "excel", "json", "csv"] as const;

/** One format. */
export type ReportFormat = typeof REPORT_FORMATS[number];

/** The layout of a report for the country of its readers. */
export interface ReportLayout {
  readonly paper: "A4" | "LETTER";
  readonly dateStyle: "en-GB" | "en-US";
}

/** A report as the bytes of a file. */
export interface WrittenReport {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pages of a PDF, sheets of a workbook; null for JSON. */
  readonly parts: number | null;
}

/** The extension and media type of each format. */
export const FORMAT_FILES: Readonly<
  Record<ReportFormat, { readonly extension: string; readonly mediaType: string }>
> = {
  pdf: { extension: "pdf", mediaType: "application/pdf" },
  excel: {
    extension: "xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  json: { extension: "json", mediaType: "application/json" },
  csv: { extension: "csv", mediaType: "text/csv; charset=utf-8" },
};

/** Writes a report in a format. What draws it is loaded when it is needed first. */
export async function writeReport(
  report: Report,
  format: ReportFormat,
  layout: ReportLayout,
  pause?: Pause,
): Promise<WrittenReport> {
  switch (format) {
    case "pdf": {
      const { toPdf } = await import("../pdf/to_pdf.ts");
      const { bytes, pages } = await toPdf(report, layout, pause);
      return { bytes, parts: pages };
    }
    case "excel": {
      const { toXlsx } = await import("../xlsx/to_xlsx.ts");
      const { bytes, sheets } = await toXlsx(report, layout, pause);
      return { bytes, parts: sheets.length };
    }
    case "json": {
      const text = `${JSON.stringify(toJson(report), null, 2)}\n`;
      return { bytes: new TextEncoder().encode(text), parts: null };
    }
    case "csv": {
      const table = report.sections.flatMap(({ blocks }) => blocks)
        .find((block) => block.type === "table");
      if (table === undefined) throw new TypeError(`'${report.title}' has no table for a CSV`);
      return { bytes: new TextEncoder().encode(toCsv(table)), parts: null };
    }
  }
}
