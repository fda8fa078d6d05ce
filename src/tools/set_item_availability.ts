import { z } from "zod";
import { chooseExplicitly } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import {
  AVAILABILITIES,
  availabilityText,
  type LocationAvailability,
} from "../restaurant/menu/availability.ts";
import { chooseMenuItem } from "../restaurant/menu/choose_menu_item.ts";
import { setAvailability } from "../restaurant/menu/set_availability.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { locationArgument, namedArgument } from "./arguments.ts";

/** More locations are changed alike, and counted; a list of all would fill a model's context. */
const MOST_SHOWN = 50;

const input = z.strictObject({
  item_id: namedArgument("Menu item id or name."),
  availability: z.enum(AVAILABILITIES).describe(
    "in_stock: any number. limited: `remaining` more, which orders use up. out_of_stock: none.",
  ),
  remaining: z.int().min(0).max(100_000).optional()
    .describe("How many can still be sold: needed for limited, not allowed otherwise."),
  location: locationArgument.optional()
    .describe("Location id or name, or `all`. Needed if there are several."),
});

const locationState = z.strictObject({
  location: z.string(),
  availability: z.enum(AVAILABILITIES),
  remaining: z.int().nullable().describe("How many can still be sold; null unless limited."),
});

const output = z.strictObject({
  status: z.enum(["updated", "unchanged"]),
  item_id: z.string(),
  name: z.string(),
  locations: z.array(locationState).describe("How it is now."),
  before: z.array(locationState).describe("How it was at the same locations."),
  omitted_locations: z.int().optional().describe("Further locations set the same way."),
  change_id: z.string().optional().describe("For undo_change; absent if nothing changed."),
});

/** 86es, limits or restores a menu item. */
export const setItemAvailability = defineTool({
  name: "set_item_availability",
  title: "Set item availability",
  description:
    "Sets whether a menu item can be ordered: out_of_stock (86 it), limited to a number that " +
    "orders use up, or in_stock again; at one location or at every one. Returns the state " +
    "before and after, and a change_id for undo_change.\n\n" +
    "It holds until changed; a new day does not end it. get_menu lists what is restricted now. " +
    "Stock of ingredients stays as it is.",
  effect: "set",
  scope: "menu:availability",
  input,
  output,
  run: async (
    { item_id, availability, remaining, location },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const { item, change } = await write(async (writer) => {
      const item = await chooseMenuItem(writer, item_id);
      const location_ids = (await chooseExplicitly(writer, location)).map(({ id }) => id);
      const wanted = { menu_item_id: item.id, location_ids, state: availability, remaining, actor };
      return { item, change: await setAvailability(writer, wanted, nowText(clock)) };
    });
    const { before, after, change_id } = change;
    return {
      status: change_id === undefined ? "unchanged" as const : "updated" as const,
      item_id: item.id,
      name: item.name,
      locations: after.slice(0, MOST_SHOWN).map(shownState),
      before: before.slice(0, MOST_SHOWN).map(shownState),
      ...(after.length > MOST_SHOWN && { omitted_locations: after.length - MOST_SHOWN }),
      ...(change_id !== undefined && { change_id }),
    };
  },
  text: ({ item_id, name, locations, before, omitted_locations, change_id }) => {
    const item = `${name} (${item_id})`;
    const places = locations.map(({ location }) => location).join(", ");
    const more = omitted_locations === undefined ? "" : ` and ${omitted_locations} more`;
    const state = locations.map(words)[0] ?? "";
    if (change_id === undefined) return `${item} was ${state} at ${places}${more}: no change.`;
    const were = before.map((state) => `${state.location} ${words(state)}`).join("; ");
    return `${item} is ${state} at ${places}${more}. Before: ${were}. Change ${change_id}.`;
  },
});

function shownState(
  { location_id, state, remaining }: LocationAvailability,
): z.input<typeof locationState> {
  return { location: location_id, availability: state, remaining };
}

function words({ availability, remaining }: z.output<typeof locationState>): string {
  return availabilityText({ state: availability, remaining });
}
