import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { noteFeedbackChanged } from "../../storage/feedback_mark.ts";
import { isTableName, TABLE_NAMES, type TableName } from "../../storage/schema/schema.ts";
import {
  addRow,
  removeRow,
  replaceRow,
  rowAt,
  rowKey,
  type StoredRow,
} from "../../storage/stored_rows.ts";
import { type ChangedRow, isSame } from "../journal/changed_rows.ts";
import { usesOf } from "./row_uses.ts";
import type { UndoneImport } from "./sales_conflicts.ts";

/** The rows that an import added, changed or removed, besides orders and refunds. */
export async function readChangedRows(reader: Reader, importId: string): Promise<ChangedRow[]> {
  const rows = await reader.selectFrom("import_changes").selectAll()
    .where("import_id", "=", importId).where("row_key", "!=", "").orderBy("position").execute();
  return rows.flatMap(({ subject, row_key, before, after }) =>
    isTableName(subject)
      ? [{ table: subject, key: row_key, before: rowIn(before), after: rowIn(after) }]
      : []
  );
}

function rowIn(json: string | null): StoredRow | null {
  return json === null ? null : JSON.parse(json);
}

/** Rows that came along with others: they stay if they are used or were changed since. */
export type Implicit = (table: TableName) => boolean;

/** Why rows of an import cannot be taken back, in words. */
export async function rowConflicts(
  writer: Writer,
  undone: UndoneImport,
  rows: readonly ChangedRow[],
  isImplicit: Implicit,
): Promise<string[]> {
  const conflicts: string[] = [];
  for (const row of rows.filter(({ table }) => !isImplicit(table))) {
    if (await isAsLeft(writer, row)) continue;
    conflicts.push(`${nameOf(row)}${await changedBy(writer, undone, row)}`);
  }
  for (const [table, added] of Map.groupBy(rows.filter(isAdded), ({ table }) => table)) {
    if (isImplicit(table)) continue;
    const uses = await usesOf(writer, { table, ids: added.map(idOf), going: addedKeys(rows) });
    for (const row of added) {
      const use = uses.get(idOf(row));
      if (use !== undefined) conflicts.push(`${nameOf(row)}, in use by ${use}`);
    }
  }
  return conflicts;
}

function addedKeys(rows: readonly ChangedRow[]): ReadonlyMap<TableName, ReadonlySet<string>> {
  const byTable = Map.groupBy(rows.filter(isAdded), ({ table }) => table);
  return new Map(
    Array.from(byTable, ([table, some]) => [table, new Set(some.map(({ key }) => key))]),
  );
}

async function isAsLeft(writer: Writer, { table, key, after }: ChangedRow): Promise<boolean> {
  const now = await rowAt(writer, table, key);
  return after === null ? now === undefined : isSame(now, after);
}

function isAdded({ before }: ChangedRow): boolean {
  return before === null;
}

/** The first column of its key. */
function idOf({ key }: ChangedRow): string {
  return String(JSON.parse(key)[0]);
}

/** What people call it: its name, if it has one. */
function nameOf({ table, before, after, key }: ChangedRow): string {
  const name = (after ?? before)?.["name"];
  const id = JSON.parse(key).join(" ");
  return `${table.replaceAll("_", " ")} ${typeof name === "string" ? `'${name}' (${id})` : id}`;
}

async function changedBy(
  reader: Reader,
  { id, started_at }: UndoneImport,
  { table, key }: ChangedRow,
): Promise<string> {
  const later = await reader.selectFrom("import_changes")
    .innerJoin("imports", "imports.id", "import_changes.import_id")
    .select(["imports.id", "imports.file_name"])
    .where("subject", "=", table).where("row_key", "=", key)
    .where("imports.id", "!=", id).where("imports.started_at", ">=", started_at)
    .where("imports.undone_at", "is", null).limit(1).executeTakeFirst();
  return later === undefined
    ? ", changed since"
    : `, changed by import ${later.id} (${later.file_name})`;
}

/**
 * Makes rows what they were, without those that came along and are in use, and without locations.
 *
 * @returns The rows that are now what they were.
 */
export async function undoRows(
  writer: Writer,
  rows: readonly ChangedRow[],
  isImplicit: Implicit,
): Promise<ChangedRow[]> {
  const byTable = Map.groupBy(rows, ({ table }) => table);
  const undone = new Set(rows.filter((row) => !isAdded(row)));
  for (const table of TABLE_NAMES.toReversed()) {
    if (table === "locations") continue;
    const added = (byTable.get(table) ?? []).filter(isAdded);
    for (const row of await removeAdded(writer, table, added, isImplicit)) undone.add(row);
  }
  for (const table of TABLE_NAMES) {
    for (const { key, before, after } of byTable.get(table) ?? []) {
      if (before === null) continue;
      if (table === "feedback") await removeAnalyses(writer, [String(JSON.parse(key)[0])]);
      if (after === null) await addRow(writer, table, before);
      else await replaceRow(writer, table, key, before);
    }
  }
  return rows.filter((row) => undone.has(row));
}

async function removeAdded(
  writer: Writer,
  table: TableName,
  added: readonly ChangedRow[],
  isImplicit: Implicit,
): Promise<ChangedRow[]> {
  if (added.length === 0) return [];
  if (table === "feedback") await removeAnalyses(writer, added.map(idOf));
  // Rows that went along are gone by now.
  const search = { table, ids: added.map(idOf), going: new Map() };
  const uses = isImplicit(table) ? await usesOf(writer, search) : new Map();
  const removed: ChangedRow[] = [];
  for (const row of added) {
    if (uses.has(idOf(row)) || isImplicit(table) && !await isAsLeft(writer, row)) continue;
    await removeRow(writer, table, row.key);
    removed.push(row);
  }
  return removed;
}

/** The locations that came along and of which nothing is left once the other rows are undone. */
export async function emptyLocations(
  writer: Writer,
  rows: readonly ChangedRow[],
): Promise<ChangedRow[]> {
  const added = rows.filter((row) => row.table === "locations" && isAdded(row));
  const uses = await usesOf(writer, { table: "locations", ids: added.map(idOf), going: new Map() });
  const empty: ChangedRow[] = [];
  for (const row of added) {
    if (!uses.has(idOf(row)) && await isAsLeft(writer, row)) empty.push(row);
  }
  return empty;
}

/**
 * Removes those locations: after the rest, because that tells of itself at the end of its
 * transaction. Their events and the numbers of these stay.
 *
 * @returns What was removed.
 */
export async function removeEmptyLocations(
  writer: Writer,
  rows: readonly ChangedRow[],
): Promise<ChangedRow[]> {
  const empty = await emptyLocations(writer, rows);
  if (empty.length > 0) await noteCatalogChanged(writer);
  for (const { key } of empty) await removeRow(writer, "locations", key);
  return empty;
}

/** What was read out of feedback goes with it. */
async function removeAnalyses(writer: Writer, ids: readonly string[]): Promise<void> {
  for (const some of slices(ids, IDS_AT_ONCE)) {
    for (const table of ["feedback_themes", "feedback_analyses"] as const) {
      await writer.deleteFrom(table).where("feedback_id", "in", some).execute();
    }
  }
  if (ids.length > 0) await noteFeedbackChanged(writer);
}

/** Removes rows that came along with others, by their ids, unless something uses them. */
export async function removeUnused(
  writer: Writer,
  table: "locations" | "menu_items",
  ids: readonly string[],
): Promise<void> {
  const uses = await usesOf(writer, { table, ids, going: new Map() });
  for (const id of ids) {
    if (!uses.has(id)) await removeRow(writer, table, rowKey(table, { id }));
  }
}
