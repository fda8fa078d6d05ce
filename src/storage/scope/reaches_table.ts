/** Words with which SQL reaches a table. */
const WORDS = /\b(?:select|from|join|into|update|delete|table|values|pragma)\b/i;

/** Texts and quoted names, unless something in the SQL makes their ends ambiguous. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
const DOUBTFUL = /[\\$]|--|\/\*/;

/**
 * Whether a piece of SQL may reach a table: whether it contains such a word outside of quotes. If
 * that cannot be determined, it may.
 */
export function reachesTable(sql: string): boolean {
  const plain = DOUBTFUL.test(sql) ? sql : sql.replaceAll(QUOTED, "''");
  const isWhole = !/["']/.test(plain.replaceAll("''", ""));
  return WORDS.test(isWhole ? plain : sql);
}
