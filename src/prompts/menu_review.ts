import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { periodText } from "../values/period.ts";
import {
  anyDate,
  anyLocation,
  callOf,
  dates,
  location,
  type PromptServices,
  subjectOf,
} from "./arguments.ts";

/** What sells, what does not, and what it earns. */
export const menuReview = definePrompt({
  name: "menu_review",
  title: "Menu review",
  description:
    "Best and worst items of a period by units and net sales, and what to do about them.",
  scopes: ["sales:read", "menu:read"],
  args: z.strictObject({
    location,
    date: dates("First business date, or words such as last_month; without it the last 28 days."),
    end_date: dates("Last business date; without it that of date."),
  }),
  complete: { location: anyLocation, date: anyDate, end_date: anyDate },
  async text(args, services: PromptServices) {
    const { date = "last_28_days", end_date } = args;
    const written = end_date === undefined ? date : `${date}..${end_date}`;
    const { place, period, where, when, range } = await subjectOf(
      services,
      args.location,
      written,
    );
    const analytics = { date_range: range, ...where };
    const lowest = { ...when, ...where, group_by: "item", order: "lowest" };
    return `\
Review the menu, ${periodText(period)}, ${place}.

1. ${
      callOf("get_analytics", { ...analytics, sections: ["menu"] })
    }: stars, plowhorses, puzzles and \
dogs, margins, and what a price change would have to keep.
2. ${callOf("get_analytics", { ...analytics, sections: ["basket"] })}: what sells together.
3. ${callOf("get_sales_data", lowest)}: the smallest, with items that did not sell at all.
4. ${
      callOf("get_menu", { ...where, only_unavailable: true })
    }: an item that could not be had is no \
slow seller.

Items marked uncosted, new or thin are not classified: say what is missing instead of guessing. Give a \
table of the best and the worst five with units and net sales, then what to promote, reprice, rework or \
drop, each with its figure. Change nothing: propose changes and wait for my word.`;
  },
});
