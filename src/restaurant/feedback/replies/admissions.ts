/*
 * What a reply must not admit: an illness, an injury or discrimination is for the owner and the
 * insurer to answer for. Wondering whether it happened, and being sorry to hear of it, is fine.
 */

const { raw } = String;
const ILL =
  raw`(?:ill|illness|sick|sickness|unwell|poorly|nauseous|food poisoning|poisoned|norovirus|salmonella|e\.? ?coli|campylobacter|listeria|stomach (?:bug|upset)|upset stomach|bug|infection|(?:allergic )?reaction|anaphyla\w+|hives|vomit\w*|diarrh\w+|cramps|throw(?:ing)? up|threw up)`;
const HARM =
  raw`(?:${ILL}|slip|slipped|fell|fall|injur\w+|burns?|scald\w*|cuts? (?:on|to|your)|tooth|allerg\w+|discriminat\w+|hospital|ambulance|hurt|(?:broke|broken) (?:your|her|his|a) (?:\w+ )?(?:wrist|arm|leg|ankle|bone|tooth|hip|finger|nose)|chok\w+)`;
const FOOD =
  raw`(?:food|meal|dish|kitchen|chicken|beef|pork|lamb|fish|oysters?|mussels|prawns?|shellfish|burgers?|sauce|salad|rice|soup|eggs?|dessert|chef|dressing)`;
const PERSON =
  raw`(?:you|your \w+|them|her|him|(?:\w+ ){0,2}(?:guests?|family|customers?|people|diners))`;
const ALLERGEN =
  raw`(?:nuts?|peanuts?|almonds?|cashews?|sesame|gluten|wheat|dairy|milk|cheese|eggs?|shellfish|fish|soya?|mustard|celery)`;
const PROTECTED =
  raw`(?:race|colou?r|skin|gender|sex\w*|religion|faith|age|disabilit\w+|disabled|wheelchair|orientation|nationality|accent|hijab|headscarf|gay|black|asian|muslim|jewish|pregnan\w+)`;

/** What leaves all that follows open. */
const UNDECIDED = /\b(?:whether|if)\b/iu;
/** What leaves it open, or denies it, in the same clause. */
const OPEN =
  /\b(?:what|whatever|how|not|never|nothing|none|no(?! (?:doubt|question))|nobody|cannot|can't|don't|won't|isn't|wasn't|any|you (?:also )?(?:say|write|wrote|feel|felt|think|believe|mention(?:ed)?|suspect|report(?:ed)?|told us))\b/iu;

const GERMS =
  raw`(?:salmonella|norovirus|e\.? ?coli|listeria|campylobacter|bacteria|mould|mold|contamination)`;

const MEDICAL = patterns([
  raw`\b(?:our|the) (?:\w+ ){0,3}${FOOD} (?:(?!never|not|no)\w+ ){0,2}(?:had|has|contained|carried|tested positive for|contaminated with) (?:(?!never|not|no)\w+ ){0,2}${GERMS}`,
  raw`\b(?:found|confirmed|detected) (?:\w+ ){0,2}${GERMS} in (?:our|the)`,
  raw`\b${ALLERGEN} (?:\S+ ){0,6}(?:forgot|failed|neglected|omitted) to (?:tell|warn|inform|mention)`,
  raw`\b(?:made|making|make) ${PERSON} (?:feel |so |very |all )*${ILL}`,
  raw`\b(?:our|the) (?:\w+ ){0,3}${FOOD} (?:\S+ ){0,3}(?:poisoned|infected|sickened)`,
  raw`\b(?:our|the) (?:\w+ ){0,3}${FOOD} (?:\S+ ){0,3}(?:gave|caused|triggered|upset) (?:\S+ ){0,3}(?:${ILL}|stomach)`,
  raw`\bwe (?:\w+ ){0,3}(?:poisoned|gave you (?:\w+ )?${ILL}|caused (?:your|the|this) ${ILL})`,
  raw`\b(?:caught|got|contracted|picked up) (?:\w+ )?${ILL} (?:from|at|in|here) (?:our|us|the)`,
  raw`\b(?:that|which)(?:'s| is| was| explains) (?:why|how) (?:you|she|he|they|your \w+) (?:\w+ ){0,2}${ILL}`,
  raw`\b(?:you|she|he|they) (?:were|was|got) (?:poisoned|infected)\b`,
  raw`\btraced (?:\w+ ){0,3}(?:${ILL}|it|this) (?:back )?to\b`,
  raw`\b(?:set off|triggered|brought on|started) (?:your|his|her|the|their) (?:\S+ ){0,2}(?:${ILL}|allerg\w+)`,
  raw`\b(?:cooks?|chefs?|staff|team|servers?|waiters?) (?:\S+ ){0,3}(?:had|has|were|was) (?:\S+ ){0,3}${ILL}`,
  raw`\b${ILL} (?:\w+ ){0,4}(?:was|were|is|came|comes|stems?) (?:\w+ ){0,3}(?:caused by|due to|down to|from|because of|the result of|triggered by)`,
  raw`\bcaus(?:ed|ing) (?:you|your|his|her|the|their|this) (?:\w+ ){0,2}${ILL}`,
  raw`\b(?:it was|that was|must have been) (?:\w+ ){0,3}(?:the|our) (?:\w+ ){0,2}${FOOD} (?:that|which) (?:made|upset|caused|gave)`,
  raw`\b(?:is|was|are|were) what (?:made|gave|caused|upset|triggered) (?:\S+ ){0,4}${ILL}`,
  raw`\b(?:it was|you had|you have|you suffered|sounds (?:like|as if)|must have been|likely|probably) (?:\w+ ){0,4}(?:food poisoning|norovirus|salmonella|an allergic reaction|anaphylaxis|an infection|e\.? ?coli|a stomach bug)`,
  raw`\b(?:other|several|more|two|three|some|\d+) (?:\w+ ){0,2}(?:guests?|customers?|people|diners|families|tables) (?:\w+ ){0,3}${ILL}`,
  raw`\b(?:contained|had|included|served|gave|brought|used) (?:\w+ ){0,4}${ALLERGEN} (?:\w+ ){0,4}(?:even though|although|despite|after) your?\b`,
]);
const MEDICINE =
  raw`(?:antihistamines?|antibiotics?|painkillers?|aspirin|medication|medicine|tablets?|epi ?pen|ibuprofen|paracetamol|imodium|charcoal|electrolytes|fluids|probiotics)`;
const ADVICE = patterns([
  raw`(?:^|[.!?,]\s*|\bplease |\byou (?:should|could) |\b(?:recommend|suggest|advise)(?: that you| you to| you)? |\btry to |\bmake sure to |\band )(?:please )?(?:take|drink|use|try|apply|give) (?:\w+ ){0,4}${MEDICINE}\b`,
  raw`\b${MEDICINE} (?:will|should|can|may|would) (?:help|calm|ease|settle|work|relieve)`,
]);

const MEDICAL_BILL =
  raw`(?:hospital|dental|dentist|medical|doctor|ambulance)(?:'s)?(?: (?:bill|invoice|costs?|fees?|treatment)s?)?`;
const LEGAL = patterns([
  raw`\bwe (?:\w+ ){0,3}(?:are|were|accept|admit|take|acknowledge|bear|assume) (?:\w+ ){0,4}(?:liab\w+|neglig\w+|legally|guilt\w*|in breach)`,
  raw`\b(?:our|due to our|because of our) (?:own )?(?:negligence|breach|violation)\b`,
  raw`\bwe (?:\w+ ){0,3}(?:broke|breached|violated|failed to (?:comply|meet)) (?:\w+ ){0,4}(?:law|regulations?|code|hygiene|safety|standards?|act)\b`,
  raw`\bwe (?:(?!never|not)\w+ ){0,3}discriminated\b`,
  raw`\bnegligen\w+ (?:of us|on our|from us)|\bwe (?:\S+ ){0,4}(?:against the law|unlawful\w*|illegal\w*|in the wrong legally)`,
  raw`\bturn(?:ed)? you away because\b`,
  raw`\b(?:our|the) (?:\w+ ){0,3}(?:made|used|said|was|were|is|acted) (?:\w+ ){0,2}(?:racist|sexist|homophobic|ableist|discriminatory|transphobic)`,
  raw`\b(?:we|us|our|i)\b(?:'ll)? (?:\S+ ){0,6}(?:pay|cover|settle|reimburse|handle|take care of|meet) (?:\S+ ){0,4}${MEDICAL_BILL}|${MEDICAL_BILL} (?:\S+ ){0,6}(?:we|we'll|i|i'll) (?:\w+ ){0,2}(?:pay|cover|settle|take care)`,
  raw`\b(?:treated|refused|seated|turned away|asked) (?:\w+ ){0,6}because (?:of )?(?:your|her|his|their|you are|you were) (?:\w+ ){0,2}${PROTECTED}`,
  raw`\b(?:we will|we'll|we shall|happy to|going to|insur\w+ (?:will|is going to)) (?:\w+ ){0,3}(?:pay|cover|settle) (?:\w+ ){0,4}(?:medical|hospital|doctor|legal|damages|dentist|dental|claim)`,
  raw`\b(?:fell|slipped|tripped|hurt|injured|burn(?:ed|t)|scalded|cut) (?:\w+ ){0,3}because of (?:us|our|me)\b`,
  raw`\bright to (?:sue|damages|compensation)`,
  raw`\bfailed (?:our|the|its|a|an) (?:\w+ ){0,2}(?:health|hygiene|food|safety) (?:\w+ )?(?:inspection|audit|check)`,
  raw`\bwe (?:\w+ ){0,2}(?:knew|know|(?:were|are) aware|had been (?:told|warned)) (?:\w+ ){0,6}(?:dangerous|broken|unsafe|loose|slippery|wet|faulty|contaminated|out of date)`,
]);
/** Blame is an admission if harm is spoken of beside it; "our fault" for a wrong dish is none. */
const BLAME =
  /\b(?:our|my|the restaurant's|the kitchen's) (?:\w+ )?fault\b|\bat fault\b|\bto blame\b|\bfull(?:y)? responsib\w+|\bresponsib(?:le|ility) for (?:your|the|this|her|his)\b|\b(?:mistake|error|blame|responsibility) (?:was|is|lies) (?:\w+ )?(?:ours|with us)\b|\bit was us\b|\b(?:is|was|that's) (?:all )?on us\b/iu;
const HARMED = new RegExp(raw`\b${HARM}\b`, "iu");

/** Medical and legal admissions in a reply, each reason once. */
export function admissions(text: string): string[] {
  const sentences = text.split(/(?<=[.!?])\s+|\n/u);
  const admits = (found: readonly RegExp[]) =>
    sentences.some((sentence) => found.some((pattern) => isAdmitted(sentence, pattern)));
  return [
    ...admits(MEDICAL) ||
        sentences.some((sentence) => ADVICE.some((advice) => advice.test(sentence)))
      ? [
        "It admits or explains an illness: say that you are sorry to hear it and are looking into it.",
      ]
      : [],
    ...admits(LEGAL) || admits([BLAME]) && HARMED.test(text)
      ? [
        "It admits a legal fault or promises to pay damages: leave that to the owner and the insurer.",
      ]
      : [],
  ];
}

/** Whether a sentence says it, and nothing before it leaves it open. */
function isAdmitted(sentence: string, pattern: RegExp): boolean {
  const found = pattern.exec(sentence);
  if (found === null) return false;
  const before = sentence.slice(0, found.index);
  return !UNDECIDED.test(before) && !OPEN.test(before.split(/[,;:]/).at(-1) ?? "");
}

function patterns(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(source, "iu"));
}
