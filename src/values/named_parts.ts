import { RestaurantError } from "./errors.ts";

/**
 * The parts of a text such as `read=120/60,write=30/60`: each with its name, in their order. A part
 * without `=` is a name alone.
 *
 * @throws {RestaurantError} INVALID_INPUT if a name stands there twice.
 */
export function namedParts(text: string): { readonly part: string; readonly name: string }[] {
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  const named = parts.map((part) => ({ part, name: part.split("=", 1)[0] ?? "" }));
  const names = new Set<string>();
  for (const { name } of named) {
    if (names.has(name)) {
      throw new RestaurantError("INVALID_INPUT", `'${name}' is given twice in '${text}'.`, {
        hint: `Write ${name}= once.`,
      });
    }
    names.add(name);
  }
  return named;
}
