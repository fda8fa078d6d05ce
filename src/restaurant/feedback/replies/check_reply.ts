import { formatMoney, fromMajor, type Minor } from "../../../values/money.ts";
import { staffNamed } from "../model/staff_named.ts";

/** What a reply is checked against. */
export interface ReplyRules {
  readonly currency: string;
  /** Highest amount that it may promise to give back. */
  readonly most_refund: Minor;
  /** First names of people who work there. */
  readonly employees: readonly string[];
}

const GIVES_BACK =
  /\b(?:refund|reimburs|compensat|money back|gift ?card|voucher|credit(?! card)|pay you back|give you back|return your (?:money|payment))\w*/iu;
const AMOUNT =
  /(?:[$£€₹]\s?(\d{1,6}(?:[.,]\d{1,2})?)|\b(\d{1,6}(?:[.,]\d{1,2})?)\s?(?:%|[$£€₹]|dollars?|pounds?|quid|euros?|rupees|bucks))/giu;
const DECLINES =
  /\b(?:cannot|can ?not|can['’]t|unable to|not able to|won['’]t|do not|don['’]t) (?:\w+ ){0,3}(?:refund|reimburs|compensat|voucher|credit)/iu;

const MEDICAL = [
  /\b(?:our|the) (?:\w+ ){0,3}(?:food|meal|dish|kitchen|chicken|fish|oysters?|prawns?|burger|sauce|salad|rice|chef) (?:\w+ ){0,3}(?:made|gave|caused|poisoned|infected|sickened)\b/iu,
  /\bwe (?:\w+ ){0,3}(?:made you (?:ill|sick|unwell)|poisoned|gave you (?:food poisoning|an allergic reaction)|caused (?:your|the|this) (?:illness|sickness|reaction|injury|allerg\w+))/iu,
  /\b(?:it was|you had|you have|you suffered|sounds like|must have been|likely|probably) (?:\w+ ){0,4}(?:food poisoning|norovirus|salmonella|an allergic reaction|anaphylaxis|an infection|e\.? ?coli|a stomach bug)/iu,
  /\byou should (?:take|drink|see|use|try) (?:\w+ ){0,4}(?:antihistamine|medication|medicine|tablets?|epi ?pen|ibuprofen|paracetamol|imodium)/iu,
  /\bmade you (?:ill|sick|unwell)\b/iu,
];
const LEGAL = [
  /\bwe (?:\w+ ){0,3}(?:are|were|accept|admit|take|acknowledge|bear|assume) (?:\w+ ){0,4}(?:liab\w+|neglig\w+|at fault|legally|guilt\w*|in breach|full responsibility|responsibility for (?:your|the|this|her|his) (?:illness|injur\w+|reaction|sickness|burn|fall|damage\w*))/iu,
  /\b(?:our|due to our|because of our) (?:own )?(?:negligence|breach|violation|fault)\b/iu,
  /\bwe (?:\w+ ){0,3}(?:broke|breached|violated|failed to (?:comply|meet)) (?:\w+ ){0,4}(?:law|regulations?|code|hygiene|safety|standards?|act)\b/iu,
  /\bwe (?:\w+ ){0,3}discriminat\w+/iu,
  /\b(?:we will|we['’]ll|happy to|going to) (?:\w+ ){0,3}(?:pay|cover|settle) (?:\w+ ){0,4}(?:medical|hospital|doctor|legal|damages|dentist|dental|bills?|claim)/iu,
];

/** Why a reply must not be kept, each reason by itself; none if it may. */
export function replyProblems(reply: string, rules: ReplyRules): string[] {
  return [
    ...refundProblems(reply, rules),
    ...namesStaff(reply, rules.employees)
      ? ['It names a staff member: write "our server" or "the team" instead.']
      : [],
    ...MEDICAL.some((pattern) => pattern.test(reply))
      ? [
        "It admits or explains an illness: say that you are sorry to hear it and are looking into it.",
      ]
      : [],
    ...LEGAL.some((pattern) => pattern.test(reply))
      ? [
        "It admits a legal fault or promises to pay damages: leave that to the owner and the insurer.",
      ]
      : [],
  ];
}

function refundProblems(reply: string, { currency, most_refund }: ReplyRules): string[] {
  const sentences = reply.split(/(?<=[.!?])\s+|\n/u);
  const promising = sentences.filter((sentence) =>
    GIVES_BACK.test(sentence) && !DECLINES.test(sentence)
  );
  if (promising.length === 0) return [];
  const limit = most_refund === 0
    ? "this location allows no promises of money"
    : `this location allows up to ${formatMoney(most_refund, currency)}`;
  return promising.flatMap((sentence) => {
    const amounts = [...sentence.matchAll(AMOUNT)];
    if (amounts.length === 0) {
      return [`It promises money without an amount ("${shortened(sentence)}"): ${limit}.`];
    }
    const highest = Math.max(
      ...amounts.map(([, before, after]) => Number((before ?? after ?? "").replace(",", "."))),
    );
    const isShare = amounts.some(([written]) => written.includes("%"));
    const minor = fromMajor(highest, currency);
    if (!isShare && minor !== undefined && minor <= most_refund) return [];
    return [`It promises more than it may ("${shortened(sentence)}"): ${limit}.`];
  });
}

function namesStaff(reply: string, employees: readonly string[]): boolean {
  if (staffNamed(reply)) return true;
  const words = new Set(reply.match(/\p{Lu}[\p{L}’'-]+/gu) ?? []);
  return employees.some((name) => words.has(name));
}

function shortened(sentence: string): string {
  return sentence.length <= 80 ? sentence : `${sentence.slice(0, 79)}…`;
}
