import type { ImportSource } from "./file/source.ts";
import { firstBytes } from "./file/text.ts";
import { sheetCsv, type SheetRows, workbookSheets } from "./file/workbook.ts";
import { zipEntries, type ZipEntry } from "./file/zip.ts";
import { ImportQuestion } from "./kind/question.ts";
import { jsonRows, looksLikeJson } from "./json_rows.ts";
import { recogniseLayout } from "./layout.ts";
import type { ImportOptions } from "./options.ts";

/** Workbooks and archives are read whole; a longer one is better exported as CSV. */
const LARGEST = 200 * 1024 * 1024;
/** Rows among which the header of a sheet has to be. */
const MOST_ABOVE = 30;

/**
 * The content of a file: of a `.gz` or `.zip` the file inside, of an Excel workbook the sheet with
 * the data, of JSON lines the objects as rows. Anything else is returned as it is.
 *
 * @throws {RestaurantError} INVALID_INPUT if there are several and the user must choose.
 */
export async function unpack(source: ImportSource, options: ImportOptions): Promise<ImportSource> {
  const begin = await firstBytes(source);
  if (looksLikeJson(begin)) {
    const text = new TextDecoder().decode(await wholeBytes(source));
    return sheetSource(source.name, { name: source.name, ...jsonRows(text) });
  }
  const [first, second] = begin;
  if (first === 0x1f && second === 0x8b) {
    const open = async () =>
      (await source.open()).pipeThrough(new DecompressionStream("gzip") as Inflate);
    return await unpack({ name: source.name, size: null, open }, options);
  }
  if (first !== 0x50 || second !== 0x4b) return source;
  const bytes = await wholeBytes(source);
  const entries = zipEntries(bytes);
  if (entries.some(({ name }) => name.startsWith("xl/"))) {
    return sheetSource(source.name, chooseSheet(await workbookSheets(bytes), options));
  }
  const entry = onlyEntry(entries);
  return await unpack(
    { name: source.name, size: null, open: () => Promise.resolve(entry.open()) },
    options,
  );
}

type Inflate = ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBufferLike>>;

async function wholeBytes(source: ImportSource): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of await source.open()) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST) {
      throw new ImportQuestion("The file is too large to be unpacked.", "Export it as CSV.");
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function onlyEntry(entries: readonly ZipEntry[]): ZipEntry {
  const [entry, ...others] = entries;
  if (entry !== undefined && others.length === 0) return entry;
  const names = entries.slice(0, 10).map(({ name }) => name).join(", ");
  throw new ImportQuestion(
    entry === undefined
      ? "The archive holds no file."
      : `The archive holds several files: ${names}.`,
    "Unpack it and import the files one by one.",
  );
}

function chooseSheet(sheets: readonly SheetRows[], options: ImportOptions): SheetRows {
  const filled = sheets.filter(({ rows }) => rows.length > 1);
  const names = sheets.map(({ name }) => `'${name}'`).join(", ");
  if (options.sheet !== undefined) {
    const wanted = options.sheet.toLowerCase();
    const named = sheets.find(({ name }) => name.toLowerCase() === wanted);
    if (named !== undefined) return named;
    throw new ImportQuestion(
      `The workbook has no sheet '${options.sheet}'.`,
      `It has ${names}.`,
    );
  }
  const known = filled.filter(({ rows }) =>
    rows.slice(0, MOST_ABOVE).some((row) => recogniseLayout(row, options) !== undefined)
  );
  const [sheet, ...others] = known.length > 0 ? known : filled;
  if (sheet !== undefined && others.length === 0) return sheet;
  throw new ImportQuestion(
    sheet === undefined
      ? "The workbook has no sheet with rows."
      : `Several sheets may be meant: ${names}.`,
    `Say which: --sheet "${sheet?.name ?? "Sales"}".`,
  );
}

function sheetSource(name: string, sheet: SheetRows): ImportSource {
  const { text, lines } = sheetCsv(sheet);
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    lines,
    open: () => Promise.resolve(ReadableStream.from([bytes])),
  };
}
