import { wordsOf } from "./alert_hits.ts";
import type { Token } from "./tokens.ts";

const ORDER =
  /\b(?:(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|previous|prior|earlier|above|preceding|my|these|those|of|system) ){1,5}(?:instructions?|prompts?|rules?|guidelines?|messages?)|(?:i|we) (?:hereby )?(?:order|command|instruct|require|direct) you to)(?!\p{L})/u;
const CALL = /^(?:please |now |then )?(?:call|run|use|invoke|execute) /u;

/** Whether a sentence orders its reader to do something; it judges no restaurant then. */
export function isOrder(tokens: readonly Token[]): boolean {
  const { text } = wordsOf(tokens);
  return ORDER.test(text) || CALL.test(text) && tokens.some(({ norm }) => norm === "_");
}
