import { extname } from "node:path";
import { FORMAT_FILES, REPORT_FORMATS, type ReportFormat } from "../report/output/write_report.ts";
import { RestaurantError } from "../values/errors.ts";

/**
 * The format of a report: the one that was asked for, else the one that the file's extension names,
 * else PDF.
 *
 * @param output The file to write; `-` and a name without an extension say nothing.
 * @throws {RestaurantError} INVALID_INPUT if the extension names another format, or none.
 */
export function reportFormat(asked: ReportFormat | undefined, output = "-"): ReportFormat {
  const extension = extname(output).slice(1).toLowerCase();
  if (extension === "") return asked ?? "pdf";
  const named = REPORT_FORMATS.find((format) => FORMAT_FILES[format].extension === extension);
  const format = asked ?? named;
  if (format === undefined) throw unknownExtension(extension);
  if (named === undefined || named === format) return format;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--output ends in .${extension}, but --format is ${format}.`,
    { hint: `Leave --format out, or end the file in .${FORMAT_FILES[format].extension}.` },
  );
}

function unknownExtension(extension: string): RestaurantError {
  const known = REPORT_FORMATS.map((format) => `.${FORMAT_FILES[format].extension}`).join(", ");
  return new RestaurantError("INVALID_INPUT", `No report ends in .${extension.slice(0, 20)}.`, {
    hint: `End --output in one of ${known}, or say the format: --format pdf.`,
  });
}
