import type { Writer } from "../../storage/database.ts";
import type { ChangeKind } from "../../storage/schema/tables/journal.ts";
import { RestaurantError } from "../../values/errors.ts";
import { heldChange, markUndone, type StoredChange } from "./changes.ts";

/** Who undoes a change, and when (UTC instant). */
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

/** The change that undid another one. Undoing it in turn is the redo. */
export interface Undone {
  readonly change_id: string;
  readonly put_back: readonly PutBack[];
}

/**
 * Undoes one kind of change: turns its `after` back into its `before`, and records that as a new
 * change and an event. Refuses with `changedSince` if its `after` is no longer the present state.
 */
export type Undo = (writer: Writer, change: StoredChange, undoing: Undoing) => Promise<Undone>;

/**
 * Undoes a change that still stands.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown id; CONFLICT for a change that was undone
 * already, and if its subject has changed since.
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
 * Why a change cannot be undone: its subject has changed since.
 *
 * @param now The present state, as a sentence.
 */
export function changedSince(change: StoredChange, now: string): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `Change ${change.id} cannot be undone, because what it changed has changed since. ${now}`,
    { hint: "Undo the later change first, or set what you want directly." },
  );
}
