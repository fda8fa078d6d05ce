import assert from "node:assert/strict";
import type { Reply } from "./edge.ts";

/** Texts that no answer may contain, in its headers or its body. Tests ask without these words. */
const LEAKS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a query", /select |insert into|update "|delete from|create table/],
  ["SQLite's words", /SQLITE|no such (?:table|column)|constraint failed|malformed|database disk/],
  ["a frame of the stack", /^ {4}at |\\n {4}at |\.ts:\d|\bkysely\b|node:/m],
  ["a place of the program", new RegExp(new URL("../../", import.meta.url).pathname)],
  ["a place of the machine", /node_modules|\/root\/|\/home\/|\/usr\/|\/tmp\/|\/var\/|\.db\b/],
];

/** Fails if an answer reveals internals of the program. */
export function assertTellsNothing({ headers, text }: Reply): void {
  const whole = JSON.stringify([...headers]) + text;
  for (const [what, pattern] of LEAKS) assert.doesNotMatch(whole, pattern, what);
}
