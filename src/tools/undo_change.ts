import { z } from "zod";
import { putBackChange, type Undo } from "../changes/undo.ts";
import { undoStock } from "../inventory/undo_stock.ts";
import { type Call, defineTool } from "../mcp/tool.ts";
import { undoAvailability } from "../menu/undo_availability.ts";
import { undoMenuItem } from "../menu/undo_menu_item.ts";
import type { Scope } from "../security/scopes.ts";
import type { Database } from "../storage/database.ts";
import type { ChangeKind } from "../storage/schema.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { idArgument } from "./arguments.ts";
import { setItemAvailability } from "./set_item_availability.ts";
import { updateInventory } from "./update_inventory.ts";
import { updateMenuItem } from "./update_menu_item.ts";

/** How each kind of change is put back, and what it takes: the same as making it. */
const KINDS: Readonly<Record<ChangeKind, { readonly undo: Undo; readonly scope: Scope }>> = {
  menu_item: { undo: undoMenuItem, scope: updateMenuItem.scope },
  availability: { undo: undoAvailability, scope: setItemAvailability.scope },
  stock: { undo: undoStock, scope: updateInventory.scope },
};

/** The undos with the caller's rights around them. */
function undosFor({ may, locations }: Call): Readonly<Record<ChangeKind, Undo>> {
  const guarded = (kind: ChangeKind): Undo => (writer, change, undoing) => {
    const { undo, scope } = KINDS[kind];
    // Nobody may change it when it reaches further than the caller, nor put it back.
    const isBeyond = locations !== null && change.location_id === null;
    if (may(scope) && !isBeyond) return undo(writer, change, undoing);
    throw new RestaurantError(
      "FORBIDDEN",
      isBeyond
        ? `Change ${change.id} concerns all locations; you act for ${locations.join(", ")}.`
        : `Putting back change ${change.id} needs ${scope}, as making it did.`,
      { hint: "Ask somebody who may make such changes." },
    );
  };
  return {
    menu_item: guarded("menu_item"),
    availability: guarded("availability"),
    stock: guarded("stock"),
  };
}

/** More things are put back alike, and counted. */
const MOST_SHOWN = 50;

const output = z.strictObject({
  status: z.enum(["undone"]),
  undone: z.string().describe("The change that was put back."),
  kind: z.enum(["menu_item", "availability", "stock"]),
  subject_id: z.string().describe("The menu item or ingredient."),
  put_back: z.array(z.strictObject({
    what: z.string(),
    location: z.string().nullable().describe("Null for what all locations share."),
    from: z.string(),
    to: z.string(),
  })).describe("What has its old value again."),
  omitted: z.int().optional().describe("Further things that were put back."),
  change_id: z.string().describe("The undoing is a change itself: undo this one to redo."),
});

/** Puts back a change of menu, availability or stock. */
export const undoChange = defineTool({
  name: "undo_change",
  title: "Undo change",
  description:
    "Puts back one change of a menu item, of an item's availability or of stock, by the change_id " +
    "that the changing tool gave. The undoing is a change of its own; undoing that one is the " +
    "redo.\n\n" +
    "Refused with CONFLICT, saying what is there now, when what it changed was changed since " +
    "(also by orders, which use up limited items), or when it was undone already. Later changes " +
    "of other things do not stand in its way. Not for orders: cancel those.",
  effect: "change",
  scope: "operations:undo",
  input: z.strictObject({
    change_id: idArgument("The change_id of the change to put back."),
  }),
  output,
  run: async (
    { change_id },
    { write, clock }: { write: Database["write"]; clock: Clock },
    call,
  ) => {
    const undoing = { actor: call.actor, at: nowText(clock) };
    const undone = await write((writer) =>
      putBackChange(writer, change_id, undosFor(call), undoing)
    );
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
    return `Change ${undone} of ${subject_id} is put back: ${things.join("; ")}${more}. ` +
      `To redo it, undo change ${change_id}.`;
  },
});
