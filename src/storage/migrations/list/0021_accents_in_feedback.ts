import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { engineOf } from "../../engine.ts";

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
export const accentsInFeedback: Migration = {
  async up(database) {
    if (engineOf(database) !== "postgres") return;
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
