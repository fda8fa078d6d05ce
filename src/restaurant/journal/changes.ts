import type { z } from "zod";
import { freshIds } from "../../storage/ids.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { ChangeKind } from "../../storage/schema/tables/journal.ts";
import { RestaurantError } from "../../values/errors.ts";

/** A kind of change, with the form of the states that it records. */
export interface ChangeType<State> {
  readonly kind: ChangeKind;
  readonly state: z.ZodType<State>;
}

/** The state of something before a change and after it. */
export interface States<State> {
  readonly before: State;
  readonly after: State;
}

/** A change that can be put back: what it was made to, and its state before and after. */
export interface NewChange<State> extends States<State> {
  /** The menu item or ingredient. */
  readonly subject_id: string;
  /** Where; null for a change that concerns every location. */
  readonly location_id: string | null;
  readonly actor: string;
}

/** A stored change. Its states are JSON, which `statesOf` reads. */
export interface StoredChange extends NewChange<string> {
  readonly id: string;
  readonly kind: ChangeKind;
  /** UTC instant. */
  readonly changed_at: string;
  /** The change that undid this one; null while it stands. */
  readonly undone_by: string | null;
}

/** Records a change in the transaction that makes it, and returns its id. */
export async function recordChange<State>(
  writer: Writer,
  { kind }: ChangeType<State>,
  { before, after, ...change }: NewChange<State>,
  at: string,
): Promise<string> {
  const [id = ""] = await freshIds(writer, "changes", 1);
  await writer.insertInto("changes").values({
    id,
    kind,
    ...change,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    changed_at: at,
    undone_by: null,
  }).execute();
  return id;
}

/**
 * The change with this id.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function existingChange(reader: Reader, id: string): Promise<StoredChange> {
  const row = await withId(reader, id).executeTakeFirst();
  if (row === undefined) throw noSuchChange(id);
  return row;
}

/** There is no such change, or none that the caller may see. */
export function noSuchChange(id: string): RestaurantError {
  return new RestaurantError("NOT_FOUND", `There is no change '${id}'.`, {
    hint: "Use the change_id that the tool returned.",
  });
}

/**
 * The change with this id, if it still stands; its row is locked until the transaction ends.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown id, CONFLICT for one that was undone.
 */
export async function heldChange(writer: Writer, id: string): Promise<StoredChange> {
  const row = await withId(writer, id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw noSuchChange(id);
  return standing(row);
}

function withId(reader: Reader, id: string) {
  return reader.selectFrom("changes").selectAll().where("id", "=", id);
}

function standing(change: StoredChange): StoredChange {
  const { id, undone_by } = change;
  if (undone_by === null) return change;
  throw new RestaurantError("CONFLICT", `Change ${id} was already undone by ${undone_by}.`);
}

/** The change that another one undid; undefined if that one undid none. */
export async function readUndone(reader: Reader, id: string): Promise<StoredChange | undefined> {
  return await reader.selectFrom("changes").selectAll().where("undone_by", "=", id)
    .executeTakeFirst();
}

/** Marks a change as put back by another one. */
export async function markUndone(writer: Writer, id: string, undoneBy: string): Promise<void> {
  await writer.updateTable("changes").set({ undone_by: undoneBy }).where("id", "=", id).execute();
}

/** The states of a change of this type. */
export function statesOf<State>(
  type: ChangeType<State>,
  { kind, before, after }: Pick<StoredChange, "kind" | "before" | "after">,
): States<State> {
  if (kind !== type.kind) throw new TypeError(`A ${kind} change is no ${type.kind} change.`);
  return { before: readState(type, before), after: readState(type, after) };
}

/** One stored state of a change of this type. */
export function readState<State>({ state }: ChangeType<State>, json: string): State {
  return state.parse(JSON.parse(json));
}
