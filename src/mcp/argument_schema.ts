import { membersOf } from "./members_of.ts";

/** The published schema of one value, as far as lenient parsing needs it. */
export interface ArgumentSchema {
  /** Absent if a value may have several types: it is left as it is. */
  readonly type: string | undefined;
  /** The longest text; if no limit is published, longer than any argument needs. */
  readonly maxLength: number;
  /** Whether an empty text is a valid value. */
  readonly takesEmpty: boolean;
  /** Whether a text is a date. */
  readonly isDate: boolean;
  readonly properties: ReadonlyMap<string, ArgumentSchema>;
  readonly required: ReadonlySet<string>;
  readonly items: ArgumentSchema | undefined;
}

/** More than a text without a published length needs: an id, a cursor, one of several words. */
const LONGEST_TEXT = 2000;

/** The pattern with which a date is published. */
const DATE = String.raw`^\d{4}-\d{2}-\d{2}$`;

/**
 * Reads a JSON Schema as it is published.
 *
 * @param name Of the argument; none for all arguments together.
 */
export function argumentSchema(json: unknown, name = ""): ArgumentSchema {
  const { type, maxLength, minLength, pattern, format, properties, required, items, ...rest } =
    membersOf(json);
  return {
    type: typeof type === "string" ? type : undefined,
    maxLength: typeof maxLength === "number" ? maxLength : LONGEST_TEXT,
    takesEmpty: type === "string" && !minLength && pattern === undefined && format === undefined &&
      rest.enum === undefined,
    isDate: format === "date" || pattern === DATE || name.endsWith("date"),
    properties: new Map(
      Object.entries(membersOf(properties)).map((
        [name, json],
      ) => [name, argumentSchema(json, name)]),
    ),
    required: new Set(Array.isArray(required) ? required.map(String) : []),
    items: items === undefined ? undefined : argumentSchema(items, name),
  };
}
