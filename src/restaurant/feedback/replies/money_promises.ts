import { formatMoney, fromMajor, type Minor } from "../../../values/money.ts";

/** What a reply may promise at a location. */
export interface MoneyRules {
  readonly currency: string;
  /** Highest amount that it may promise to give back. */
  readonly most_refund: Minor;
}

const { raw } = String;
const CURRENCIES = raw`\p{Sc}|usd|eur|gbp|inr|aud|cad|nzd|sgd|aed|rs\.?|kr`;
/** What may follow an amount. */
const UNITS = raw`${CURRENCIES}|dollars?|pounds?|quid|euros?|rupees|bucks`;
const NUMBER = raw`\d(?:[\d.,']*\d)?`;
const SUM = raw`(?:(?:${CURRENCIES}) ?${NUMBER}|${NUMBER} ?(?:${UNITS}))`;
const SHARE = raw`(?:discount|half (?:price|off)|\d+ ?(?:%|percent|per cent) off)`;
const GIFT = raw`(?:refund|reimburs|compensat|voucher|gift ?(?:card|certificate))\w*`;
const TREAT =
  raw`(?:meal|dinner|lunch|brunch|breakfast|dessert|drink|coffee|cocktail|round|bottle|main|starter|dish|course|pizza|visit|order|delivery|table|wine|prosecco|beer|cake|bill|tab|next one)s?`;
const WILL =
  raw`(?:we|i|team|manager|owner)(?:'ll|'ve|'d| will| shall| have| can| would| are| am|'re|'m)?`;

/** Words that promise money, or what costs money. */
const PROMISES: readonly RegExp[] = [
  GIFT,
  raw`(?:return|repay|restor|revers|cancel|wip|drop|eras|reimburs|giv|get|pay|hand|send)\w* (?:\S+ ){0,4}(?:money|everything|all of it|every (?:cent|penny)|fees?|charges?|payments?|deposit|(?:full|whole|entire) amount)\b(?! (?:with|by) (?:cash|card))`,
  raw`(?:money|fees?|charges?|payment|deposit|amount|everything|bill|tab|check) (?:\S+ ){0,5}(?:returned|repaid|reversed|cancelled|canceled|refunded|settled|cleared|taken care of|covered)`,
  raw`(?:money|cash|it all|${SUM}) (?:\S+ ){0,3}(?:back|to you|on (?:its|their) way|towards|off)\b`,
  raw`(?:we|i)(?:'ll|'d)? (?:\w+ )?(?:can|could|will|would)? ?(?:do|offer|go to) (?:you )?${SUM}`,
  raw`(?:pay|give|send|get) (?:it |that |this |you )?back\b`,
  raw`(?:store|account|shop) credit|credit(?:ed|ing)? (?:\S+ ){0,4}(?:you|your)\b|credit note|(?:a|\d) credit (?:of|for|on|to)`,
  raw`back (?:on|in|into|to|onto) your (?:card|account|bank|wallet)`,
  raw`(?:return|transfer|pay|paid|send|sent|put|wire)\w* (?:\S+ ){0,6}(?:to|on|onto|into) your (?:card|account|bank|wallet)`,
  raw`${TREAT}(?:'s| is| are| will be|'ll be)? (?:\S+ ){0,4}on (?:us|me)\b`,
  raw`on the house|\bour treat\b|treat you to|\bowe you\b|out of pocket|at our (?:own )?(?:expense|cost)|\bnothing to pay\b|(?:let|allow) (?:us|me) (?:to )?(?:buy|treat|pay|cover)|(?:buy|get) you an? (?:\w+ )?${TREAT}|(?:not|won't|n't) (?:be )?(?:taking|accepting) (?:your |any )?payment|insist on paying`,
  raw`(?:the|this|your|next|another) (?:\S+ ){0,3}${TREAT} (?:of \w+ )?(?:is|are|will be|be|'ll be) (?:\w+ )?(?:free|complimentary|half price)`,
  raw`(?:come|return|visit|dine|join|meal|dinner|lunch|brunch|be) (?:\S+ ){0,4}as our guests?`,
  raw`(?:you|your|next|come|get|enjoy|claim|send|offer|bring|show|say|mention|use|two|three) (?:\S+ ){0,6}(?:completely free|for free|free of charge|(?:free|complimentary|gratis) (?:\w+ )?${TREAT})`,
  raw`(?:free|complimentary|gratis) (?!table)${TREAT} (?:for (?:you|two|three|four|your|the)|on (?:your|mon|tues|wednes|thurs|fri|satur|sun))`,
  raw`wire you (?:\S+ ){0,2}(?:${SUM}|${NUMBER})`,
  raw`free of charge (?:\S+ ){0,3}(?:you|your|next)`,
  raw`\bcomp(?:ed|ing)? (?:you|your|the|for)\b`,
  raw`\bwaiv(?:e|ed|ing)\b`,
  raw`(?:will not|won't|not going to|never) (?:be )?charged? (?:you|for)`,
  raw`you (?:won't|will not|don't|do not|need not|needn't) (?:have to |need to )?(?:pay|owe)`,
  raw`${WILL} (?:\w+ ){0,2}(?:take|taken|took|knock|knocked|remove|removed|strike|struck|deduct|deducted) (?:\S+ ){0,6}(?:off|from) (?:the|your|our) (?:\w+ ){0,2}(?:${TREAT}|total)`,
  raw`(?:you|your|next|use|code) (?:\S+ ){0,6}${SHARE}|${SHARE} (?:\S+ ){0,4}(?:you|your|next)`,
  raw`(?:cover|pay for|pick up|settle|foot) (?:the |your )(?:\w+ ){0,2}(?:cleaning|taxi|cab|bill|costs?|expenses?|coat|dress|shirt|phone|parking)`,
  raw`(?:give|send|pay|transfer|hand) you (?:\S+ ){0,3}${SUM}`,
].map((source) => new RegExp(`(?<![\\p{L}\\d])(?:${source})`, "iu"));

/** Clauses that speak of money and promise none. */
const PROMISES_NONE: readonly RegExp[] = [
  raw`(?:cannot|can ?not|can't|unable to|not able to|won't|will not|do not|don't|no longer) (?!\w* ?(?:hesitate|fail|only|just))(?:\w+ ){0,3}${GIFT}`,
  raw`\b(?:no|non-?) ?(?:\w+ )?${GIFT}`,
  raw`refunds? (?:\S+ ){0,6}(?:is|are) (?:\w+ )?(?:handled|processed|decided|made|issued|managed) by|refunds? (?:\S+ ){0,6}(?:is|are) not`,
  raw`\b(?:you|your) (?:\w+ ){0,3}(?:ask|request|want|demand|mention|expect|wait|chas|writ|wrote|question)\w* (?:\S+ ){0,5}${GIFT}`,
  raw`\b(?:about|discuss|consider|look into|looking into|regarding|question of|request for|whether|if) (?:\S+ ){0,5}${GIFT}|refund request`,
  raw`\b(?:your|the) (?:voucher|gift ?card)s? (?:that |which )?(?:you (?:bought|have|had|used)|is (?:still )?valid|expires?|can be used)`,
  raw`(?:voucher|gift ?card)s? (?:is|are) (?:sold|available|on sale|accepted)|\b(?:buy|sell|sold|bought|redeem|accept|take)\w* (?:\w+ ){0,2}(?:voucher|gift ?card)`,
].map((source) => new RegExp(source, "iu"));

/** What gives after all what was only asked for. */
const GRANTS =
  /\b(?:grant|approv|honou?r)(?:ed|ing)?\b|\b(?:you(?:'ll| will| shall)? (?:get|have|receive)|(?:given|processed|issued|sent|paid|made) you|(?:given|processed|issued|sent|paid)) (?:it|one|that|this)\b|\bit(?:'s| is) (?:on its way|coming|done)\b/iu;

const CLAUSES = /(?<=[.!?;:])\s+|\n|\s+[–—-]+\s+|,?\s+\b(?=(?:but|however|though|instead|yet) )/u;
const AMOUNT = new RegExp(
  raw`(?:(?:${CURRENCIES}) ?(${NUMBER})|(?<![\d.,])(${NUMBER}) ?(?:${UNITS}))(k\b)?`,
  "giu",
);
/** Amounts that only words give. */
const IN_WORDS =
  /\b(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|grand)\b|\b(?:full|whole|entire|half|everything|all of)\b|\d ?(?:%|percent|per cent)/iu;

/** Promises in a reply of more than its location allows. */
export function moneyProblems(text: string, { currency, most_refund }: MoneyRules): string[] {
  const clauses = text.split(CLAUSES).filter((clause) => clause.trim() !== "");
  const asked = clauses.some(promisesNone);
  const promising = clauses.filter((clause) =>
    asked && GRANTS.test(clause) || promises(clause) && !promisesNone(clause)
  );
  const limit = most_refund === 0
    ? "this location allows no promises of money"
    : `this location allows up to ${formatMoney(most_refund, currency)}`;
  return promising.flatMap((clause) => {
    const highest = highestAmount(clause, currency);
    if (highest === undefined) {
      return [`It promises money without an amount ("${shortened(clause)}"): ${limit}.`];
    }
    if (!IN_WORDS.test(clause) && highest <= most_refund) return [];
    return [`It promises more than it may ("${shortened(clause)}"): ${limit}.`];
  });
}

function promises(clause: string): boolean {
  return PROMISES.some((pattern) => pattern.test(clause));
}

function promisesNone(clause: string): boolean {
  return PROMISES_NONE.some((pattern) => pattern.test(clause));
}

/** The highest amount in a clause; undefined without one, infinite if it cannot be read. */
function highestAmount(clause: string, currency: string): number | undefined {
  const amounts = [...clause.matchAll(AMOUNT)].map(([, before, after, thousand]) =>
    thousand !== undefined ? Infinity : minorOf(before ?? after ?? "", currency)
  );
  return amounts.length === 0 ? undefined : Math.max(...amounts);
}

/** "1,000.50" and "12,5" in minor units. */
function minorOf(written: string, currency: string): number {
  const plain = written.replaceAll(/[.,'](?=\d{3}(?!\d))/g, "").replace(",", ".");
  return fromMajor(Number(plain), currency) ?? Infinity;
}

function shortened(clause: string): string {
  return clause.length <= 80 ? clause : `${clause.slice(0, 79)}…`;
}
