/** Words with which SQL reaches a table. */
const WORDS = /\b(?:select|from|join|into|update|delete|table|values|pragma)\b/i;

/** Texts and quoted names, if nothing in the SQL makes it doubtful where they end. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
const DOUBTFUL = /[\\$]|--|\/\*/;

/**
 * Whether a piece of SQL may reach a table: whether it has a word for that outside of quotes. If it
 * cannot be told, it may.
 */
export function reachesTable(sql: string): boolean {
  const plain = DOUBTFUL.test(sql) ? sql : sql.replaceAll(QUOTED, "''");
  const isWhole = !/["']/.test(plain.replaceAll("''", ""));
  return WORDS.test(isWhole ? plain : sql);
}
