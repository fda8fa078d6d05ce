import { RestaurantError } from "./errors.ts";
import { foldWords } from "./fold.ts";
import { similarNames } from "./similar_names.ts";

/** Something that has an id and that people call by a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The kind of thing to choose, in words. */
export interface ChoiceWords {
  /** `menu item`. */
  readonly what: string;
  /** The argument that said it. */
  readonly field: string;
  /** Where to find the ids. */
  readonly hint: string;
}

const MOST = 5;

/**
 * The one thing that a text means: by its id, by its name regardless of capitals, accents and
 * signs, or by the only name that contains the text.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is ambiguous; NOT_FOUND with similar names.
 */
export function chooseNamed<Thing extends Named>(
  text: string,
  things: readonly Thing[],
  words: ChoiceWords,
): Thing {
  const plain = foldWords(text);
  const matching = [
    things.filter(({ id }) => id === text.trim()),
    things.filter(({ id }) => id.toLowerCase() === text.trim().toLowerCase()),
    things.filter(({ name }) => foldWords(name) === plain),
    plain === "" ? [] : things.filter(({ name }) => foldWords(name).includes(plain)),
  ].find((some) => some.length > 0) ?? [];
  const [only, ...others] = matching;
  if (only === undefined) throw unknown(text, things, words);
  if (others.length > 0) throw ambiguous(text, matching, words);
  return only;
}

function ambiguous(text: string, things: readonly Named[], { what, field }: ChoiceWords) {
  const more = things.length - MOST;
  const problem = `'${text}' may be ${namesOf(things.slice(0, MOST))}` +
    `${more > 0 ? ` or ${more} more` : ""}; say which.`;
  return new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
    hint: `Give the ${what}'s id.`,
  });
}

function unknown(text: string, things: readonly Named[], { what, hint }: ChoiceWords) {
  const similar = similarNames(text, things);
  const perhaps = similar.length === 0 ? "" : ` Perhaps ${namesOf(similar)}.`;
  return new RestaurantError("NOT_FOUND", `There is no ${what} '${text}'.${perhaps}`, { hint });
}

function namesOf(things: readonly Named[]): string {
  return things.map(({ id, name }) => name === id ? id : `${name} (${id})`).join(" or ");
}
