import type { AnalyticsAnswer } from "./analytics_answer.ts";

/**
 * Analyses of one currency each as one answer: findings and sections say their currency, and nothing
 * is added up.
 *
 * @param unanswered Why locations of other currencies have no analysis.
 */
export function severalAnalyses(
  parts: readonly [AnalyticsAnswer, ...AnalyticsAnswer[]],
  unanswered: readonly string[],
): AnalyticsAnswer {
  const [first, ...others] = parts;
  if (others.length === 0 && unanswered.length === 0) return first;
  const currencies = parts.map(({ currency }) => currency);
  return {
    ...first,
    end_date: parts.map(({ end_date }) => end_date).sort().at(-1) ?? first.end_date,
    location: "all",
    currency: others.length === 0 ? first.currency : "several",
    complete: unanswered.length === 0 && parts.every(({ complete }) => complete),
    findings: parts.flatMap(({ currency, findings }) =>
      findings.map((text) => `${currency}: ${text}`)
    ),
    sections: parts.flatMap(({ currency, sections }) =>
      sections.map((section) => ({ ...section, currency }))
    ),
    notes: [
      ...(others.length === 0
        ? []
        : [`Nothing is added up over currencies (${currencies.join(", ")}).`]),
      ...unanswered,
      ...parts.flatMap(({ currency, notes }) => notes.map((note) => `${currency}: ${note}`)),
    ],
    basis: parts.map(({ currency, basis }) => `${currency}: ${basis}`).join(" "),
    cached: parts.every(({ cached }) => cached),
  };
}
