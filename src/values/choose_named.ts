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
  const found = namedExactly(text, things, words) ??
    onlyOne(
      text,
      plain === "" ? [] : things.filter(nameHas((name) => name.includes(plain))),
      words,
    );
  if (found === undefined) throw unknown(text, things, words);
  return found;
}

/**
 * The one thing with an id or a whole name, as above; undefined if there is none.
 *
 * @throws {RestaurantError} INVALID_INPUT if several have the name.
 */
export function namedExactly<Thing extends Named>(
  text: string,
  things: readonly Thing[],
  words: ChoiceWords,
): Thing | undefined {
  const id = text.trim();
  const plain = foldWords(text);
  const matching = [
    things.filter((thing) => thing.id === id),
    things.filter((thing) => thing.id.toLowerCase() === id.toLowerCase()),
    plain === "" ? [] : things.filter(nameHas((name) => name === plain)),
  ].find((some) => some.length > 0) ?? [];
  return onlyOne(text, matching, words);
}

function nameHas(is: (folded: string) => boolean): (thing: Named) => boolean {
  return ({ name }) => is(foldWords(name));
}

function onlyOne<Thing extends Named>(
  text: string,
  matching: readonly Thing[],
  words: ChoiceWords,
): Thing | undefined {
  if (matching.length > 1) throw ambiguous(text, matching, words);
  return matching[0];
}

function ambiguous(text: string, things: readonly Named[], { what, field }: ChoiceWords) {
  const more = things.length - MOST;
  const problem = `'${text}' may be ${namesOf(things.slice(0, MOST))}` +
    `${more > 0 ? ` or ${more} more` : ""}; say which.`;
  return new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
    hint: things.every(({ id, name }) => id === name)
      ? "Write it as it stands there."
      : `Give the ${what}'s id.`,
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
