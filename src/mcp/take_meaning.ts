import { type FieldError, RestaurantError } from "../values/errors.ts";
import { ADDED_NAMES } from "./added_names.ts";
import type { ArgumentSchema } from "./argument_schema.ts";
import { MOST_FIELDS } from "./field_errors.ts";
import { isTooDeep } from "./json_depth.ts";

/** The path of a value in the arguments, and what was found on the way. */
interface Place {
  readonly path: string;
  /** Whether the call changes nothing; then an empty text is also ignored. */
  readonly isRead: boolean;
  readonly faults: FieldError[];
}

/** Longer than the arguments of any call as text. */
const LONGEST_JSON = 100_000;

/**
 * The arguments of a call as their client means them: null is absent, a numeral is a number, JSON
 * text is what it holds. What has no other meaning stays as it is, for the schema to refuse. Every
 * text is bounded here, before anything else is done with it.
 *
 * @throws {RestaurantError} INVALID_INPUT naming each text that is too long.
 */
export function takeMeaning(schema: ArgumentSchema, args: unknown, isRead: boolean): unknown {
  const faults: FieldError[] = [];
  const meant = meaningOf(schema, args ?? {}, { path: "", isRead, faults });
  if (faults.length === 0) return meant;
  const words = faults.slice(0, MOST_FIELDS)
    .map(({ field, problem }) => `${field}: ${problem}`);
  throw new RestaurantError("INVALID_INPUT", words.join(" "), { fields: faults });
}

function meaningOf(schema: ArgumentSchema, value: unknown, place: Place): unknown {
  switch (schema.type) {
    case "string":
      return textOf(schema, value, place);
    case "number":
    case "integer":
      return numberOf(value);
    case "boolean":
      return booleanOf(value);
    case "object":
      return objectOf(schema, parsed(value, "{"), place);
    case "array":
      return arrayOf(schema, parsed(value, "["), place);
    default:
      return typeof value === "string" ? textOf(schema, value, place) : value;
  }
}

function textOf(schema: ArgumentSchema, value: unknown, { path, faults }: Place): unknown {
  const text = typeof value === "number" ? numeralOf(value) : value;
  if (typeof text !== "string") return text;
  if (text.length > schema.maxLength) {
    faults.push({ field: path, problem: `Write at most ${schema.maxLength} characters.` });
    return "";
  }
  return schema.isDate ? text.replace(MIDNIGHT, "") : text;
}

/** The beginning of a day, as clients write it that know no dates without a time. */
const MIDNIGHT = /(?<=^\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0{1,9})?)?(?:Z|\+00:00)?$/;

/** A number as its text; a very large or small one has no plain form. */
function numeralOf(value: number): unknown {
  const text = String(value);
  return NUMERAL.test(text) ? text : value;
}

/** Digits, perhaps with a sign and a fraction, that a number keeps exactly. */
const NUMERAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function numberOf(value: unknown): unknown {
  return typeof value === "string" && value.length < 20 && NUMERAL.test(value)
    ? Number(value)
    : value;
}

function booleanOf(value: unknown): unknown {
  if (value === "true" || value === "True") return true;
  return value === "false" || value === "False" ? false : value;
}

/** The value of a JSON text that begins as expected. */
function parsed(value: unknown, begins: "{" | "["): unknown {
  if (typeof value !== "string" || value.length > LONGEST_JSON) return value;
  if (!value.trimStart().startsWith(begins) || isTooDeep(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function arrayOf({ items }: ArgumentSchema, value: unknown, place: Place): unknown {
  if (!Array.isArray(value) || items === undefined) return value;
  return value.map((item, at) => meaningOf(items, item, within(place, String(at))));
}

function objectOf(schema: ArgumentSchema, value: unknown, place: Place): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const known = schema.properties.get(name);
    if (known === undefined) return isAdded(name, place) ? [] : [[name, member]];
    if (!schema.required.has(name) && isAbsent(known, member, place)) return [];
    return [[name, meaningOf(known, member, within(place, name))]];
  });
  return Object.fromEntries(members);
}

function isAdded(name: string, { path }: Place): boolean {
  return path === "" && Object.hasOwn(ADDED_NAMES, name);
}

/** Whether a client left out an optional argument in its own way. */
function isAbsent(
  { type, takesEmpty }: ArgumentSchema,
  value: unknown,
  { isRead }: Place,
): boolean {
  if (value === null) return type !== undefined;
  return value === "" && type !== undefined && (isRead || !takesEmpty);
}

function within({ path, ...rest }: Place, name: string): Place {
  return { ...rest, path: path === "" ? name : `${path}.${name}` };
}
