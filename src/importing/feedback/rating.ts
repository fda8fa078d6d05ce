import { RowProblem } from "../cells/row_problem.ts";

/** Words for a rating, as systems that ask for thumbs or faces export them. */
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  up: 5,
  "thumbs up": 5,
  thumbs_up: 5,
  positive: 5,
  like: 5,
  liked: 5,
  good: 5,
  yes: 5,
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
  "👎": 1,
  sad: 1,
  neutral: 3,
  meh: 3,
};

/** A rating as a file writes it. */
export interface WrittenRating {
  readonly value: number;
  /** The highest rating of its scale; null if the text does not say it. */
  readonly outOf: number | null;
  readonly isWord: boolean;
}

/**
 * Reads "4", "4.5", "4/5", "8 out of 10", "FOUR", "thumbs up", "★★★★☆"; null for an empty cell.
 *
 * @throws {RowProblem} for anything else.
 */
export function readRating(text: string): WrittenRating | null {
  const plain = text.trim().toLowerCase();
  if (plain === "") return null;
  const word = WORDS[plain];
  if (word !== undefined) return { value: word, outOf: 5, isWord: true };
  const stars = /^(★+|⭐+)☆*$/u.exec(plain)?.[1];
  if (stars !== undefined) return { value: [...stars].length, outOf: 5, isWord: false };
  const [, value, outOf] =
    /^(\d{1,3}(?:[.,]\d+)?)\s*(?:(?:\/|out of|of)\s*(\d{1,3}))?\s*(?:stars?|points?|★)?$/u.exec(
      plain,
    ) ?? [];
  if (value === undefined) throw new RowProblem("rating", "is not a rating");
  return {
    value: Number(value.replace(",", ".")),
    outOf: outOf === undefined ? null : Number(outOf),
    isWord: false,
  };
}

/** Scales that ratings come in: 1 to 5, 1 to 10 (or 0 to 10), 0 to 100. */
export const SCALES = [5, 10, 100] as const;

/** Of so many ratings one or a few may be slips; of fewer none can be told to be one. */
const FEWEST = 3;
const MOST_STRAY = 0.1;

/**
 * The scale of a file's ratings: the smallest that holds them, without one or a tenth of them that
 * are above it, which are slips.
 */
export function scaleOf(ratings: readonly number[]): number {
  const highest = ratings.reduce((most, rating) => Math.max(most, rating), 0);
  return SCALES.find((scale) => {
    const above = ratings.filter((rating) => rating > scale).length;
    const isSlip = above === 1 || above <= ratings.length * MOST_STRAY;
    return above === 0 || ratings.length >= FEWEST && isSlip;
  }) ?? highest;
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
