import { migrationOf } from "../../execute.ts";

/** The marks that letters carry: the combining diacritical marks of Unicode. */
const ACCENTS = String.fromCodePoint(...Array.from({ length: 0x70 }, (_, at) => 0x300 + at));

const STATEMENTS = [
  `create function without_accents(body text) returns text
    language sql immutable strict parallel safe as $$
      select translate(normalize(body, NFKD), '${ACCENTS}', '')
    $$`,
  `drop index feedback_search`,
  `create index feedback_search on feedback
    using gin (to_tsvector('english', without_accents(text)))`,
];

/** PostgreSQL finds words of feedback without regard to accents, as SQLite's index does. */
export const accentsInFeedback = migrationOf({ sqlite: [], postgres: STATEMENTS });
