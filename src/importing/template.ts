import { kindNamed, TEMPLATE_NAMES } from "./kinds.ts";

/**
 * A file of a kind to fill in: the names of its columns, and one row as an example.
 *
 * @throws {RestaurantError} INVALID_INPUT for a kind without one.
 */
export function template(kind: unknown): string {
  const { example = {} } = kindNamed(kind, "--template", TEMPLATE_NAMES);
  return [Object.keys(example), Object.values(example)]
    .map((cells) => cells.map((cell) => csvCell(cell ?? "")).join(",")).join("\n");
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
