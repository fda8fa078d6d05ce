import type { LikeForLike } from "./like_for_like.ts";

/** A smaller part of the days with data says nothing of the groups of all of them. */
const LEAST_PART = 1 / 4;

/**
 * Why the groups of two periods are not compared, in words; null if they are. The totals may still
 * be compared.
 *
 * @param grouping The breakdown of both periods, such as `weekday`.
 */
export function whyNotByGroup(
  grouping: string,
  like: Pick<LikeForLike, "isWhole" | "days" | "known" | "keepsWeekdays">,
): string | null {
  if (grouping === "weekday" && !like.keepsWeekdays) {
    return "No change by weekday: the days compared are other weekdays.";
  }
  const isSmall = !like.isWhole && like.days < like.known * LEAST_PART;
  return isSmall && grouping !== "day"
    ? `No change by ${grouping}: only ${like.days} of ${like.known} location days with data can ` +
      "be compared."
    : null;
}
