import { storableText } from "../cells/private_text.ts";
import { counted } from "../../values/counted.ts";
import type { ImportRecord } from "../kind/kind.ts";
import { readRating, type WrittenRating } from "./rating.ts";

/** Scales that ratings come in: 1 to 5, 1 to 10 (or 0 to 10), 0 to 100. */
const SCALES = [5, 10, 100] as const;

/** Of so many ratings one or a few may be slips; of fewer none can be told to be one. */
const FEWEST = 3;
const MOST_STRAY = 0.1;

/**
 * The scale of a file's ratings: the smallest that holds them, without one or a tenth of them that
 * are above it, which are slips.
 */
function scaleOf(ratings: readonly number[]): number {
  const highest = ratings.reduce((most, rating) => Math.max(most, rating), 0);
  return SCALES.find((scale) => {
    const above = ratings.filter((rating) => rating > scale).length;
    const isSlip = above === 1 || above <= ratings.length * MOST_STRAY;
    return above === 0 || ratings.length >= FEWEST && isSlip;
  }) ?? highest;
}

/** Platforms whose guests give one to five stars. */
const FIVE_STARS =
  /^(?:google|yelp|trip ?advisor|facebook|open ?table|zomato|swiggy|door ?dash|uber ?eats|grub ?hub)/u;
/** So many ratings of a source show its own scale. */
const TELLING = 5;

/**
 * The scale of each source of a file: five stars of one stand beside ten points of another. Sources
 * whose few ratings do not show their scale have one together.
 */
export function scalesOf(records: readonly ImportRecord[]): Map<string, number> {
  const ratings = unscaledRatings(records);
  const isTelling = (source: string, values: readonly number[]) =>
    values.length >= TELLING || FIVE_STARS.test(source);
  const others = [...ratings].flatMap(([source, values]) =>
    isTelling(source, values) ? [] : values
  );
  return new Map(
    [...ratings].map((
      [source, values],
    ) => [source, scaleOf(isTelling(source, values) ? values : others)]),
  );
}

/** The ratings that do not name their scale, by source. */
function unscaledRatings(records: readonly ImportRecord[]): Map<string, number[]> {
  const ratings = new Map<string, number[]>();
  for (const { cell } of records) {
    const written = writtenRating(cell("rating"));
    if (written?.outOf === null) {
      ratings.getOrInsertComputed(sourceOf(cell("source")), () => []).push(written.value);
    }
  }
  return ratings;
}

/** The source of a piece, as it is kept. */
export function sourceOf(cell: string): string {
  return storableText(cell, 40).toLowerCase() || "import";
}

/** How ratings that are not stars were converted. */
export function scaleNotes(
  records: readonly ImportRecord[],
  scales: ReadonlyMap<string, number>,
): string[] {
  const written = records.flatMap(({ cell }) => writtenRating(cell("rating")) ?? []);
  const verdicts = written.filter(({ isVerdict }) => isVerdict).length;
  const others = new Set(
    written.flatMap(({ outOf }) => outOf === null || outOf === 5 ? [] : [outOf]),
  );
  const isOne = new Set(scales.values()).size === 1;
  const unlike = Map.groupBy([...scales].filter(([, scale]) => scale !== 5), ([, scale]) => scale);
  return [
    ...[...unlike].map(([scale, sources]) => {
      const from = isOne ? "" : ` from ${sources.map(([source]) => source).join(", ")}`;
      return `Ratings${from} go up to ${scale}: they were mapped to 1 to 5 stars.`;
    }),
    ...[...others].map((outOf) => `Ratings out of ${outOf} were mapped to 1 to 5 stars.`),
    ...(verdicts === 0 ? [] : [
      `${counted(verdicts, "rating")} ${verdicts === 1 ? "is" : "are"} given as a verdict ` +
      "(thumbs, faces, recommendations): for is 5 stars, against is 1, neutral is 3.",
    ]),
  ];
}

function writtenRating(text: string): WrittenRating | null {
  try {
    return readRating(text);
  } catch {
    // The row itself will say so.
    return null;
  }
}
