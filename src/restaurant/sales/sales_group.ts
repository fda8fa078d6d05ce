import type { BusinessCalendar } from "../../values/business_day.ts";
import type { LikeForLike } from "./like_for_like.ts";
import type { Grouping } from "./groupings.ts";
import type { RollupEntry } from "./figures.ts";
import type { Drawer } from "./payments_taken.ts";
import type { GroupFigures } from "./read_figures.ts";
import type { Span } from "./spans.ts";

/** One group of a breakdown. */
export interface SalesGroup {
  /** The label: a date, an hour such as `12:00`, an item's name. */
  readonly group: string;
  /** The item's or location's id, if the groups have ids. */
  readonly id?: string;
  readonly figures: GroupFigures;
  /** The cost of the units sold, in minor units; null without a recipe. Items only. */
  readonly food_cost?: number | null;
  /** The money of a payment method as it was taken; null if that is not recorded. */
  readonly drawer?: Drawer | null;
  /** The whole days of the group, for an average that is fair. */
  readonly whole?: { readonly days: number; readonly figures: GroupFigures };
  /**
   * The compared part of the group; null if nothing is comparable, absent if no comparison was
   * requested.
   */
  readonly compared?: ComparedGroup | null;
}

/** A group under the key of its rollup. */
export type KeyedGroup = Omit<SalesGroup, "group" | "id"> & { readonly key: string };

/** The sales of a group on the days that are compared, and on those they are compared with. */
export interface ComparedGroup {
  readonly now: GroupFigures;
  readonly then: GroupFigures;
  /** Whether `now` is all of the group. */
  readonly isWhole: boolean;
}

/** The inputs of a breakdown. */
export interface BreakdownSource {
  readonly grouping: Grouping;
  readonly spans: readonly Span[];
  readonly locations: readonly (BusinessCalendar & { readonly id: string })[];
  /** The days that are known everywhere and had sales, as spans and one by one. */
  readonly whole: { readonly spans: readonly Span[]; readonly dates: readonly string[] } | null;
  readonly like: LikeForLike | null;
  /** The period that unfinished days are compared with. */
  readonly parts: readonly RollupEntry[];
  /** With it items say what they cost. */
  readonly currency?: string;
  /** Whether items that never sold are among the groups. */
  readonly unsold?: boolean;
}
