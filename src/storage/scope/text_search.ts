import { type Expression, sql, type SqlBool } from "kysely";
import type { Reader } from "../database.ts";
import { contains } from "../conditions.ts";
import { type Engine, engineOf } from "../engine.ts";
import { keeping } from "../kept.ts";
import { reachesOnlyIds } from "../only_ids.ts";
import { trigramsOf } from "../order_texts.ts";

/** Words of a search that count; more make no search better. */
const MOST_WORDS = 12;

/** Scripts that put no space between words, so that an index of words misses most. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Says that a character is drawn as an emoji; texts have it or not. */
const EMOJI_STYLE = /\uFE0F/g;

/**
 * Whether the text of a row of `feedback` contains all of some words, in any order and form
 * ("waited" finds "waiting") and without regard to capitals and accents, by the engine's full-text
 * search. Emoji and texts without spaces between words are looked for as they are written.
 */
export function feedbackHasWords(reader: Reader, text: string): Expression<SqlBool> {
  const plain = text.normalize("NFKC").toLowerCase();
  const words = (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0 || UNSPACED.test(plain)) {
    const pieces = text.replaceAll(EMOJI_STYLE, "").split(/\s+/).filter((piece) => piece !== "");
    if (pieces.length === 0) return sql<SqlBool>`1 = 0`;
    const each = pieces.slice(0, MOST_WORDS).map((piece) => contains("feedback.text", piece));
    return sql.join(each, sql` and `).$castTo<SqlBool>();
  }
  // Quoted words mean the same to both engines: exactly these words.
  return searchOf(reader).feedback(words.map((word) => `"${word}"`).join(" "));
}

/** Pieces of a text that are looked up; the rest of a longer one narrows the answer no further. */
const MOST_PIECES = 24;

/**
 * Whether a row of `order_texts` has all pieces of a folded text, by the index of the engine: those
 * that contain the text, and few others. Null if the text is too short to have one.
 */
export function orderHasPieces(reader: Reader, folded: string): Expression<SqlBool> | null {
  const pieces = trigramsOf(folded).slice(0, MOST_PIECES);
  return pieces.length === 0 ? null : searchOf(reader).orders(pieces);
}

/** How an engine searches texts. */
interface TextSearch {
  /** Feedback with all of the quoted words. */
  feedback(words: string): Expression<SqlBool>;
  /** Orders whose text has all of the pieces. */
  orders(pieces: readonly string[]): Expression<SqlBool>;
}

const SEARCHES: Readonly<Record<Engine, TextSearch>> = {
  sqlite: {
    feedback: (words) =>
      reachesOnlyIds(sql<SqlBool>`feedback.id in (
        select feedback_id from feedback_search where feedback_search match ${words}
      )`),
    orders(pieces) {
      const query = pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join(" AND ");
      return reachesOnlyIds(sql<SqlBool>`order_texts.position in (
        select rowid from order_search where order_search match ${query}
      )`);
    },
  },
  postgres: {
    feedback: (words) =>
      sql<SqlBool>`to_tsvector('english', without_accents(feedback.text))
        @@ websearch_to_tsquery('english', without_accents(${words}))`,
    orders: (pieces) =>
      sql<SqlBool>`order_trigrams(order_texts.text) @> ${sql.val(pieces)}::text[]`,
  },
};

function searchOf(reader: Reader): TextSearch {
  return SEARCHES[engineOf(keeping(reader))];
}
