import { RowProblem } from "../cells/row_problem.ts";

/** Stars as Google exports them. */
const NUMBERS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

/** Words for a rating, as systems that ask for thumbs, faces or recommendations export them. */
const VERDICTS: Readonly<Record<string, number>> = {
  up: 5,
  "thumbs up": 5,
  thumbs_up: 5,
  positive: 5,
  like: 5,
  liked: 5,
  good: 5,
  yes: 5,
  recommends: 5,
  recommended: 5,
  "👍": 5,
  happy: 5,
  down: 1,
  "thumbs down": 1,
  thumbs_down: 1,
  negative: 1,
  dislike: 1,
  disliked: 1,
  bad: 1,
  no: 1,
  "doesn't recommend": 1,
  "not recommended": 1,
  "👎": 1,
  sad: 1,
  neutral: 3,
  meh: 3,
};

/** What stands for no rating. */
const UNRATED = /^(?:n\/?a|none|null|nil|not rated|no rating|unrated|[-–—?]+)$/u;

/** A rating as a file writes it. */
export interface WrittenRating {
  readonly value: number;
  /** The highest rating of its scale; null if the text does not say it. */
  readonly outOf: number | null;
  /** Whether it is a verdict, such as a thumb, and no number of stars. */
  readonly isVerdict: boolean;
}

/**
 * Reads "4", "4.5", "4/5", "8 out of 10", "FOUR", "thumbs up", "★★★★☆"; null for an empty cell or "N/A".
 *
 * @throws {RowProblem} for anything else.
 */
export function readRating(text: string): WrittenRating | null {
  const plain = text.trim().toLowerCase();
  if (plain === "" || UNRATED.test(plain)) return null;
  const stars = NUMBERS[plain] ?? starsIn(plain);
  if (stars !== undefined) return { value: stars, outOf: 5, isVerdict: false };
  const verdict = VERDICTS[plain.replaceAll("’", "'")];
  if (verdict !== undefined) return { value: verdict, outOf: 5, isVerdict: true };
  const [, value, outOf] =
    /^(\d{1,3}(?:[.,]\d+)?)\s*(?:(?:\/|out of|of)\s*(\d{1,3}))?\s*(?:stars?|points?|★)?$/u.exec(
      plain,
    ) ?? [];
  if (value === undefined) throw new RowProblem("rating", "is not a rating");
  return {
    value: Number(value.replace(",", ".")),
    outOf: outOf === undefined ? null : Number(outOf),
    isVerdict: false,
  };
}

/** How many stars are drawn; undefined if it is no drawing. */
function starsIn(text: string): number | undefined {
  const [, stars] = /^(★+|⭐+)☆*$/u.exec(text) ?? [];
  return stars === undefined ? undefined : [...stars].length;
}

/**
 * A rating as stars from 1 to 5.
 *
 * @param scale The highest rating of the file's scale.
 * @throws {RowProblem} for one that is not on its scale.
 */
export function starsOf({ value, outOf }: WrittenRating, scale: number): number {
  const highest = outOf ?? scale;
  if (value < 0 || value > highest || highest < 1) {
    throw new RowProblem("rating", `is not on the scale of 1 to ${highest}`);
  }
  const stars = highest === 5 ? Math.round(value) : Math.round(1 + value / highest * 4);
  return Math.min(5, Math.max(1, stars));
}
