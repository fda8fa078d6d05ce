import { foldText } from "../../values/fold.ts";

/** Given away by the house, or to bring guests in. */
export type ReductionKind = "comp" | "promotion";

const WORDS: readonly (readonly [ReductionKind, RegExp])[] = [
  [
    "comp",
    /\bcomp(s|ed|limentary)?\b|on the house|open food|service recovery|quality|mistake|spill|wrong|late food|manager|owner|staff|employee|crew|family meal|personal(essen)?\b|kulanz|offert|invita/,
  ],
  [
    "promotion",
    /promo|coupon|voucher|gutschein|happy hour|bogo|(two|2|buy one).{0,8}(one|1)\b|loyal|reward|member|deal|offer|campaign|aktion|special|early bird|student|senior|birthday|newsletter|groupon/,
  ],
];

/** What kind of reduction a name means: `Manager comp`, `Happy hour`. Undefined if it does not say. */
export function reductionKind(name: string): ReductionKind | undefined {
  const folded = foldText(name);
  return WORDS.find(([, words]) => words.test(folded))?.[0];
}
