import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { anyDate, anyLocation, date, location, place, type PromptServices } from "./arguments.ts";

/** What sells, what does not, and what it earns. */
export const menuReview = definePrompt({
  name: "menu_review",
  title: "Menu review",
  description:
    "Best and worst items of a period by units and net sales, and what to do about them.",
  scopes: ["sales:read", "menu:read"],
  args: z.strictObject({
    location,
    date: date("First business date; without it 28 days ago."),
    end_date: date("Last business date; without it yesterday."),
  }),
  complete: { location: anyLocation, date: anyDate, end_date: anyDate },
  text: ({ location, date, end_date }, _services: PromptServices) =>
    Promise.resolve(`\
Review the menu from ${date ?? "28 days ago"} to ${end_date ?? "yesterday"} ${place(location)}.

1. \`get_analytics\` for the period (date_range first..last) with section menu: stars, plowhorses, \
puzzles and dogs by category, margins, and what a price change would have to keep; then with basket.
2. restaurant://menu_items for prices and for what is limited or out of stock: an item that was not \
available is no slow seller.
3. Items marked uncosted, new or thin are not classified: say what is missing instead of guessing.

Give a table of the best and the worst five with units and net sales, then what to promote, reprice, \
rework or drop, each with its figure. Change nothing: propose \`update_menu_item\` or \
\`set_item_availability\` calls and wait for my word.`),
});
