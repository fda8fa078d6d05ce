import { z } from "zod";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { menuAnswer, readMenuAnswer } from "../restaurant/menu/menu_answer.ts";
import { menuText } from "../restaurant/menu/menu_text.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Reader } from "../storage/database.ts";
import { locationArgument, textArgument } from "./arguments.ts";

const input = z.strictObject({
  text: textArgument(1, 80).optional().describe("Part of the item's name, or its id."),
  category: textArgument(1, 80).optional().describe("Part of the category's name."),
  only_unavailable: z.boolean().default(false)
    .describe("Only items that are limited or out of stock (86'd)."),
  location: locationArgument.optional()
    .describe("Whose availability. Without it: every location's."),
  cursor: z.string().min(1).max(60).optional().describe("next_cursor of the previous answer."),
  limit: z.int().min(1).max(100).default(40).describe("Most items on one page."),
});

/** The menu, and which items are unavailable. */
export const getMenu = defineTool({
  name: "get_menu",
  title: "Get menu",
  description:
    "Menu items with ids, categories, prices and variations, and whether prices contain tax; " +
    "what is 86'd or limited, where, since when and by whom; modifiers if few match. What sold " +
    "is in get_sales_data, stock of ingredients in get_inventory.",
  effect: "read",
  scope: "menu:read",
  input,
  output: menuAnswer,
  run: async ({ location, ...question }, { reader }: { reader: Reader }) =>
    await readMenuAnswer(reader, {
      ...question,
      locations: await chooseLocations(reader, location),
    }),
  text: menuText,
});
