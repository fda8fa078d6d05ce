import type { Figure } from "./model.ts";
import { valueText } from "./value_text.ts";

/**
 * How a figure changed: `+3.2 % on 20.35`, `+3.2 % like for like`, `before: 20.35`.
 *
 * @param before Its `previous` as readers see it.
 */
export function changeText(
  { change, isPartlyCompared = false }: Pick<Figure, "change" | "isPartlyCompared">,
  before: string,
): string {
  if (change === undefined || change === null) return `before: ${before}`;
  const percent = valueText(change, { kind: "change" });
  return `${percent} ${isPartlyCompared ? "like for like" : `on ${before}`}`;
}
