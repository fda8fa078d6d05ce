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
export function jsonRows(text: string): SheetRows["rows"] {
  const objects = parsed(text).map((value) => new Map(leaves(value, "")));
  const header = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  if (header.length === 0) {
    throw new ImportQuestion(
      "The file is JSON that holds no list of objects.",
      "Export it as CSV.",
    );
  }
  return [header, ...objects.map((object) => header.map((key) => object.get(key) ?? ""))];
}

/** One document, whose objects may stand in a list of it ("reviews": […]), or one a line. */
function parsed(text: string): unknown[] {
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain.startsWith("[")) return [parse(plain, 1)].flat();
  const lines = plain.split("\n");
  if (lines.length > 1 && !isJson(lines[0] ?? "")) return listIn(parse(plain, 1));
  return lines.flatMap((line, at) =>
    line.trim() === "" ? [] : lines.length === 1 ? listIn(parse(line, 1)) : [parse(line, at + 1)]
  );
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
