import { type CatalogKindName, FLOOR_KINDS } from "./kinds.ts";

/** A file of a kind to fill in: the names of its columns, and one row as an example. */
export function floorTemplate(name: CatalogKindName): string {
  const { example } = FLOOR_KINDS[name];
  return [Object.keys(example), Object.values<string>(example)]
    .map((cells) => cells.map(csvCell).join(",")).join("\n");
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
