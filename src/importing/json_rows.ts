import { ImportQuestion } from "./kind/question.ts";
import type { SheetRows } from "./file/workbook.ts";

/** Whether a file begins as JSON lines or a JSON array of objects do. */
export function looksLikeJson(first: Uint8Array): boolean {
  return /^\s*(?:\{\s*"|\[\s*\{\s*")/.test(new TextDecoder().decode(first.subarray(0, 200)));
}

/**
 * The objects of JSON lines, or of one JSON array, as rows under their keys. Values inside objects
 * stand under the path to them ("reviewer.name"); lists are left out.
 *
 * @throws {RestaurantError} INVALID_INPUT if a line is no JSON object.
 */
export function jsonRows(text: string): Required<Pick<SheetRows, "rows" | "lines">> {
  const found = parsed(text);
  const objects = found.map(({ value }) => new Map(leaves(value, "")));
  const header = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  if (header.length === 0) {
    throw new ImportQuestion(
      "The file is JSON that holds no list of objects.",
      "Export it as CSV.",
    );
  }
  const rows = objects.map((object) => header.map((key) => object.get(key) ?? ""));
  return { rows: [header, ...rows], lines: [0, ...found.map(({ line }) => line)] };
}

/** A value and its line, or its place in the list that has it. */
interface Parsed {
  readonly value: unknown;
  readonly line: number;
}

/** One document, whose objects may stand in a list of it ("reviews": […]), or one a line. */
function parsed(text: string): Parsed[] {
  const plain = text.replace(/^\uFEFF/, "").trimEnd();
  const lines = plain.split("\n");
  const isDocument = plain.trimStart().startsWith("[") || lines.length === 1 ||
    !isJson(lines.find((line) => line.trim() !== "") ?? "");
  if (!isDocument) {
    return lines.flatMap((line, at) =>
      line.trim() === "" ? [] : [{ value: parse(line, at + 1), line: at + 1 }]
    );
  }
  const document = parse(plain, 1);
  const list = Array.isArray(document) ? document : listIn(document);
  return list.map((value, at) => ({ value, line: at + 1 }));
}

function listIn(document: unknown): unknown[] {
  const list = Object.values(Object(document)).find(isListOfObjects);
  return list ?? [document];
}

function isListOfObjects(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((one) => typeof one === "object" && one !== null);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parse(json: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ImportQuestion(
      `Line ${line} is no JSON.`,
      "Write one JSON object a line, or export the file as CSV.",
    );
  }
}

function leaves(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value) || value === null || value === undefined) return [];
  // A guest can write the character that tells binary files: it must not stop the whole file.
  if (typeof value !== "object") return [[path, String(value).replaceAll("\0", " ")]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === "" ? key : `${path}.${key}`)
  );
}
