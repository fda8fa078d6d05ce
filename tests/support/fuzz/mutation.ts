import { fc } from "../../packages/fast_check.ts";
import { hostileText, hostileValue } from "./hostile.ts";

/** One change of a JSON value somewhere inside it. */
export interface Mutation {
  /** Which of its places, counted round. */
  readonly at: number;
  readonly how: "replace" | "drop" | "wrap" | "double" | "add";
  readonly key: string;
  readonly value: unknown;
}

/** Changes that make a valid value nearly valid. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  how: fc.constantFrom("replace", "replace", "replace", "drop", "wrap", "double", "add"),
  key: hostileText,
  value: hostileValue,
});

/** A value of an arbitrary, as it is or with up to three changes. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.oneof(
    fc.constant<Mutation[]>([]),
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
  );
  return fc.tuple(valid, changes).map(([value, changes]) => changes.reduce(mutated, value));
}

/** The value with one change; the value itself stays as it is. */
export function mutated(json: unknown, mutation: Mutation): unknown {
  const root = { root: structuredClone(json) };
  const places = [...placesIn(root)];
  const place = places[mutation.at % places.length];
  if (place !== undefined) change(place, mutation);
  return root.root;
}

/** A member of an object or an array. */
interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function* placesIn(parent: Record<string, unknown>): Generator<Place> {
  for (const key of Object.keys(parent).slice(0, 50)) {
    yield { parent, key };
    const value = parent[key];
    if (typeof value === "object" && value !== null) {
      yield* placesIn(value as Record<string, unknown>);
    }
  }
}

function change({ parent, key }: Place, { how, key: other, value }: Mutation): void {
  const before = parent[key];
  if (how === "drop") delete parent[key];
  else if (how === "wrap") parent[key] = [before];
  else if (how === "double") parent[key] = [before, before];
  else if (how === "replace") parent[key] = value;
  else if (typeof before === "object" && before !== null && !Array.isArray(before)) {
    // As JSON does it: a member called __proto__ is a member like any other.
    Object.defineProperty(before, other, { value, enumerable: true, configurable: true });
  } else parent[key] = { [other]: before };
}
