import type { Writer } from "../../storage/database.ts";
import type { ChangeKind } from "../../storage/schema/schema.ts";
import { RestaurantError } from "../../values/errors.ts";
import { heldChange, markUndone, type StoredChange } from "./changes.ts";

/** Who puts a change back, and when (UTC instant). */
export interface Undoing {
  readonly actor: string;
  readonly at: string;
}

/** One thing that has its old value again, in words: `price`, `9.95 USD`, `9.50 USD`. */
export interface PutBack {
  readonly what: string;
  /** Where; null for what every location shares. */
  readonly location_id: string | null;
  readonly from: string;
  readonly to: string;
}

/** The change that put another one back. Undoing it in turn is the redo. */
export interface Undone {
  readonly change_id: string;
  readonly put_back: readonly PutBack[];
}

/**
 * Puts back one kind of change: makes its `before` of its `after`, records that as a new change and
 * tells it. Refuses with `changedSince` where its `after` is no longer what is there.
 */
export type Undo = (writer: Writer, change: StoredChange, undoing: Undoing) => Promise<Undone>;

/**
 * Puts back a change that still stands.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown id; CONFLICT for a change that was undone
 * already, and where what it changed has changed since.
 */
export async function putBackChange(
  writer: Writer,
  changeId: string,
  undos: Readonly<Record<ChangeKind, Undo>>,
  undoing: Undoing,
): Promise<Undone & { readonly change: StoredChange }> {
  const change = await heldChange(writer, changeId);
  const undone = await undos[change.kind](writer, change, undoing);
  await markUndone(writer, change.id, undone.change_id);
  return { ...undone, change };
}

/**
 * Why a change cannot be put back: what it changed is something else by now.
 *
 * @param now What is there instead, as a sentence.
 */
export function changedSince(change: StoredChange, now: string): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `Change ${change.id} cannot be undone, because what it changed has changed since. ${now}`,
    { hint: "Undo the later change first, or set what you want directly." },
  );
}
