import { admissions } from "./admissions.ts";
import { moneyProblems, type MoneyRules } from "./money_promises.ts";
import { namesStaff } from "./named_staff.ts";

/** What a reply is checked against. */
export interface ReplyRules extends MoneyRules {
  /** Names of people who work there, word by word. */
  readonly employees: readonly string[];
}

/** Marks that take no room and could split a word. */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Why a reply must not be kept, each reason by itself; none if it may. */
export function replyProblems(reply: string, rules: ReplyRules): string[] {
  const text = plain(reply);
  return [
    ...moneyProblems(text, rules),
    ...namesStaff(text, rules.employees)
      ? ['It names a staff member: write "our server" or "the team" instead.']
      : [],
    ...admissions(text),
  ];
}

/** A reply with one kind of letters, digits, apostrophes and hyphens. */
function plain(reply: string): string {
  return reply.normalize("NFKC").replaceAll(HIDDEN, "").replaceAll(/[‘’ʼ´`]/g, "'")
    .replaceAll(/[‐‑‒]/g, "-").replaceAll(/\bre-(?=fund|imburs)/giu, "re");
}
