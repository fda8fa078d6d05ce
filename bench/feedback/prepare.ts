import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { type Clause, clauses } from "../../src/restaurant/feedback/model/clauses.ts";
import { alertEvidence } from "../../src/restaurant/feedback/model/alert_hits.ts";
import { alertFeatures } from "../../src/restaurant/feedback/model/find_alerts.ts";
import { features } from "../../src/restaurant/feedback/model/features.ts";
import type { Lexicon } from "../../src/restaurant/feedback/model/lexicon.ts";
import { focusOf } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { tag, type Tagged } from "../../src/restaurant/feedback/model/tag.ts";
import { tokenise } from "../../src/restaurant/feedback/model/tokens.ts";
import type { Labelled } from "./labels.ts";
import type { Rows } from "./logistic.ts";

/** Names of features as numbers. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  readonly names: readonly string[];
  /** How often each comes. */
  readonly counts: readonly number[];
}

/** A labelled sentence, ready for learning. */
export interface Prepared {
  readonly label: Labelled;
  readonly tokens: readonly Tagged[];
  readonly parts: readonly Clause[];
  /** How much it counts. */
  readonly weight: number;
}

/** A piece of an example that carries a sentiment: the whole, or the clauses on one aspect. */
export interface Piece {
  /** The example that it belongs to. */
  readonly example: number;
  /** Place in `ASPECTS`; −1 for the whole. */
  readonly aspect: number;
  /** Place in `SENTIMENTS`. */
  readonly sentiment: number;
  readonly tokens: readonly Tagged[];
  /** Place of the features of these words among all rows. */
  readonly row: number;
  readonly weight: number;
}

/** Times that a feature must come, to be learnt. */
const LEAST = 3;

/**
 * Sentences of real reviews count more than ours, which are written to be hard, and those of other
 * fields less; chosen by cross-validation.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
  "yelp_labelled.txt": 8,
  "amazon_cells_labelled.txt": 0.3,
  "imdb_labelled.txt": 0.3,
};

/** A sentence of a text counts less: what it means may hang on its neighbours. */
const OF_TEXT = 0.7;

function weightOf({ source, origin, text }: Labelled): number {
  if (origin !== text) return OF_TEXT;
  return WEIGHTS[source] ?? (source.startsWith("plain_") ? 2 : 1);
}

export function prepare(labels: readonly Labelled[], lexicon: Lexicon): Prepared[] {
  return labels.map((label) => {
    const tokens = tag(
      tokenise(label.text, lexicon.isKnown).filter(({ kind }) =>
        kind !== "line" && kind !== "markup"
      ),
      lexicon,
    );
    return { label, tokens, parts: clauses(tokens), weight: weightOf(label) };
  });
}

/** All that is learnt from: pieces with sentiments, rows of features, the vocabulary. */
export interface Material {
  readonly examples: readonly Prepared[];
  readonly pieces: readonly Piece[];
  /** The place among the pieces of each whole example. */
  readonly wholes: readonly number[];
  /** The first rows are those of the whole examples, in their order. */
  readonly rows: Rows;
  /** The row of each example's features for alerts. */
  readonly alertRows: readonly number[];
  readonly vocabulary: Vocabulary;
}

export function material(examples: readonly Prepared[]): Material {
  const sets: ReadonlySet<string>[] = examples.map(({ tokens }) => features(tokens));
  const pieces: Piece[] = [];
  const wholes: number[] = [];
  examples.forEach(({ label, tokens, parts, weight }, example) => {
    wholes.push(pieces.length);
    pieces.push({ example, aspect: -1, sentiment: label.overall, tokens, row: example, weight });
    ASPECTS.forEach((_, aspect) => {
      const sentiment = label.aspects[aspect] ?? -1;
      if (sentiment < 0) return;
      const focus = focusOf(aspect, parts);
      const words = focus.flatMap(({ tokens }) => tokens);
      const row = focus.length === parts.length ? example : sets.push(features(words)) - 1;
      pieces.push({ example, aspect, sentiment, tokens: words, row, weight });
    });
  });
  const alertRows = examples.map(({ tokens }) =>
    sets.push(alertFeatures(features(tokens), alertEvidence(tokens))) - 1
  );
  const vocabulary = frequent(sets, LEAST);
  return { examples, pieces, wholes, alertRows, rows: toRows(sets, vocabulary), vocabulary };
}

function frequent(sets: readonly ReadonlySet<string>[], least: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const set of sets) for (const name of set) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= least).map(([name]) => name).sort();
  return {
    names,
    ids: new Map(names.map((name, id) => [name, id])),
    counts: names.map((name) => counts.get(name) ?? 0),
  };
}

function toRows(sets: readonly ReadonlySet<string>[], { ids, names }: Vocabulary): Rows {
  const starts = new Int32Array(sets.length + 1);
  const all: number[] = [];
  sets.forEach((set, row) => {
    for (const name of set) {
      const id = ids.get(name);
      if (id !== undefined) all.push(id);
    }
    starts[row + 1] = all.length;
  });
  return { starts, ids: Int32Array.from(all), features: names.length };
}
