import { z } from "zod";
import { putBackChange, type Undo } from "../changes/undo.ts";
import { undoStock } from "../inventory/undo_stock.ts";
import { defineTool } from "../mcp/tool.ts";
import { undoAvailability } from "../menu/undo_availability.ts";
import { undoMenuItem } from "../menu/undo_menu_item.ts";
import type { Database } from "../storage/database.ts";
import type { ChangeKind } from "../storage/schema.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { idArgument } from "./arguments.ts";

/** How each kind of change is put back. */
const UNDOS: Readonly<Record<ChangeKind, Undo>> = {
  menu_item: undoMenuItem,
  availability: undoAvailability,
  stock: undoStock,
};

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
  input: z.strictObject({
    change_id: idArgument("The change_id of the change to put back."),
  }),
  output,
  run: async (
    { change_id },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const undone = await write((writer) =>
      putBackChange(writer, change_id, UNDOS, { actor, at: nowText(clock) })
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
