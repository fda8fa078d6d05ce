import { fc } from "../../packages/fast_check.ts";
import { anyText } from "./hostile.ts";

/** As much of JSON Schema as the tools publish. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Texts that mean something to the restaurant, for an argument of this name. */
export type Known = (argument: string) => readonly string[];

/** Values that a schema allows, small ones first, and now and then one just outside. */
export function grown(schema: Schema, known: Known, name = ""): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return grownObject(schema, known);
    case "array":
      return fc.array(grown(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case "integer":
    case "number":
      return grownNumber(schema);
    case "string":
      return grownText(schema, known(name));
    default:
      return fc.constant(null);
  }
}

/** Optional fields are left out half of the time. */
function grownObject(
  { properties = {}, required = [] }: Schema,
  known: Known,
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => {
    const value = grown(schema, known, name);
    return [name, required.includes(name) ? value : sometimes(value)] as const;
  });
  return fc.record(Object.fromEntries(members)).map(withoutUndefined);
}

function sometimes(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constant(undefined), value);
}

function withoutUndefined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function grownNumber({ type, minimum = -1000, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const step = type === "integer" ? 1 : 0.001;
  const edges = [minimum, maximum, minimum - step, maximum + step];
  const small = Math.min(maximum, minimum + 50);
  return fc.oneof(
    {
      arbitrary: type === "integer" ? fc.integer({ min: minimum, max: small }) : fc.integer({
        min: Math.max(minimum, -5000),
        max: Math.min(maximum, 5000),
      }).map((value) => value / 4),
      weight: 20,
    },
    { arbitrary: fc.constantFrom(...edges), weight: 1 },
  );
}

function grownText(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = 60 } = schema;
  const lengths = [minLength, maxLength, maxLength + 1].map((length) => "x".repeat(length));
  const any = pattern === undefined
    ? anyText.map((text) => text.padEnd(minLength, "x").slice(0, maxLength))
    : fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    ...(known.length > 0 ? [{ arbitrary: fc.constantFrom(...known), weight: 30 }] : []),
    { arbitrary: any, weight: 2 },
    { arbitrary: fc.constantFrom(...lengths), weight: 1 },
  );
}
