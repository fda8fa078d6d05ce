import type { Alert } from "./analysis.ts";

/**
 * Probabilities of `SENTIMENTS` for a text in which a person came to harm: it is never just praise
 * or just neutral, so praise counts as mixed and neutral as negative. Returns the same array if
 * nothing is overruled.
 */
export function weighAlerts(
  sentiments: readonly number[],
  alerts: readonly Pick<Alert, "kind">[],
): readonly number[] {
  const [positive = 0, negative = 0, neutral = 0, mixed = 0] = sentiments;
  const isMild = Math.max(positive, neutral) >= Math.max(negative, mixed);
  if (!isMild || !isHarmed(alerts)) return sentiments;
  return [0, negative + neutral, 0, mixed + positive];
}

/** Whether an alert says that a person came to harm, in body or dignity. */
export function isHarmed(alerts: readonly Pick<Alert, "kind">[]): boolean {
  return alerts.some(({ kind }) => kind !== "billing");
}
