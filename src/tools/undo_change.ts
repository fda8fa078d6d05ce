import { z } from "zod";
import { existingChange, noSuchChange, type StoredChange } from "../restaurant/journal/changes.ts";
import { putBackChange, type Undo } from "../restaurant/journal/undo.ts";
import { placesOfStock, undoStock } from "../restaurant/inventory/undo_stock.ts";
import { type Call, defineTool } from "../mcp/tool.ts";
import { placesOfAvailability, undoAvailability } from "../restaurant/menu/undo_availability.ts";
import { undoMenuItem } from "../restaurant/menu/undo_menu_item.ts";
import type { Scope } from "../security/scopes.ts";
import type { Database } from "../storage/database.ts";
import type { ChangeKind } from "../storage/schema/tables/journal.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { idArgument } from "./arguments.ts";
import { setItemAvailability } from "./set_item_availability.ts";
import { updateInventory } from "./update_inventory.ts";
import { updateMenuItem } from "./update_menu_item.ts";

/** How a kind of change is put back. */
interface Kind {
  readonly undo: Undo;
  /** The scope it requires: that of making the change. */
  readonly scope: Scope;
  /** The locations that a change of this kind concerns; null for all. */
  places(change: StoredChange): readonly string[] | null;
}

const KINDS: Readonly<Record<ChangeKind, Kind>> = {
  menu_item: { undo: undoMenuItem, scope: updateMenuItem.scope, places: () => null },
  availability: {
    undo: undoAvailability,
    scope: setItemAvailability.scope,
    places: placesOfAvailability,
  },
  stock: { undo: undoStock, scope: updateInventory.scope, places: placesOfStock },
};

const UNDOS = {
  menu_item: KINDS.menu_item.undo,
  availability: KINDS.availability.undo,
  stock: KINDS.stock.undo,
};

/**
 * Undoing a change requires the rights to make it.
 *
 * @throws {RestaurantError} NOT_FOUND for a change of other locations; FORBIDDEN for one beyond the
 * caller's locations, or of a kind that the caller may not make.
 */
function assertMayPutBack(change: StoredChange, { may, locations }: Call): void {
  const { scope, places } = KINDS[change.kind];
  const concerned = places(change);
  const isForeign = (place: string) => locations !== null && !locations.includes(place);
  if (concerned?.every(isForeign)) throw noSuchChange(change.id);
  const isBeyond = locations !== null && (concerned?.some(isForeign) ?? true);
  if (may(scope) && !isBeyond) return;
  throw new RestaurantError(
    "FORBIDDEN",
    isBeyond
      ? `Change ${change.id} affects more locations than your token covers: ${
        locations.join(", ")
      }.`
      : `Undoing change ${change.id} needs ${scope}, like making it.`,
    { hint: "Ask someone who may make such changes." },
  );
}

/** More things are put back alike, and counted. */
const MOST_SHOWN = 50;

const output = z.strictObject({
  status: z.enum(["undone"]),
  undone: z.string().describe("The change that was undone."),
  kind: z.enum(["menu_item", "availability", "stock"]),
  subject_id: z.string().describe("The menu item or ingredient."),
  put_back: z.array(z.strictObject({
    what: z.string(),
    location: z.string().nullable().describe("Null for what all locations share."),
    from: z.string(),
    to: z.string(),
  })).describe("What has its old value again."),
  omitted: z.int().optional().describe("Further things that were undone."),
  change_id: z.string().describe("The undo is itself a change: undo it to redo."),
});

/** Puts back a change of menu, availability or stock. */
export const undoChange = defineTool({
  name: "undo_change",
  title: "Undo change",
  description:
    "Undoes one change of a menu item, of an item's availability or of stock, by its change_id. " +
    "The undo is itself a change; undo it to redo.\n\n" +
    "Refused with CONFLICT, saying what is there now, if that has changed since (also by " +
    "orders, which use up limited items). Not for orders: cancel those.",
  effect: "change",
  scope: "operations:undo",
  input: z.strictObject({
    change_id: idArgument("The change_id of the change to undo."),
  }),
  output,
  run: async (
    { change_id },
    { write, clock }: { write: Database["write"]; clock: Clock },
    call,
  ) => {
    const undoing = { actor: call.actor, at: nowText(clock) };
    const undone = await write(async (writer) => {
      assertMayPutBack(await existingChange(writer, change_id), call);
      return await putBackChange(writer, change_id, UNDOS, undoing);
    });
    const put_back = undone.put_back.slice(0, MOST_SHOWN);
    const omitted = undone.put_back.length - put_back.length;
    return {
      status: "undone" as const,
      undone: change_id,
      kind: undone.change.kind,
      subject_id: undone.change.subject_id,
      put_back: put_back.map(({ location_id, ...rest }) => ({ ...rest, location: location_id })),
      ...(omitted > 0 && { omitted }),
      change_id: undone.change_id,
    };
  },
  text: ({ undone, subject_id, put_back, omitted, change_id }) => {
    const things = put_back.map(({ what, location, from, to }) =>
      `${what}${location === null ? "" : ` at ${location}`} ${from} → ${to}`
    );
    const more = omitted === undefined ? "" : ` and ${omitted} more`;
    return `Change ${undone} of ${subject_id} is undone: ${things.join("; ")}${more}. ` +
      `To redo it, undo change ${change_id}.`;
  },
});
