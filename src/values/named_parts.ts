import { RestaurantError } from "./errors.ts";

/**
 * The parts of a text such as `read=120/60,write=30/60`, in their order. A part without `=` is a name
 * alone.
 *
 * @throws {RestaurantError} INVALID_INPUT if a name stands there twice.
 */
export function namedParts(text: string): string[] {
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  const names = parts.map((part) => part.split("=", 1)[0] ?? "");
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return parts;
  throw new RestaurantError("INVALID_INPUT", `'${twice}' is given twice in '${text}'.`, {
    hint: `Write ${twice}= once.`,
  });
}
