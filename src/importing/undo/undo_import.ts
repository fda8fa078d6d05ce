import { noteLabourChanged } from "../../restaurant/labour/write_shifts.ts";
import { recordEvents } from "../../restaurant/journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Database, Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { type Clock, nowText } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { ChangedRow } from "../journal/changed_rows.ts";
import {
  emptyLocations,
  type Implicit,
  readChangedRows,
  removeEmptyLocations,
  rowConflicts,
  undoRows,
} from "./undo_rows.ts";
import { salesConflicts } from "./sales_conflicts.ts";
import { undoSales } from "./undo_sales.ts";
import { readUndoneSales } from "./undone_sales.ts";
import { writeOrTakeBack } from "./write_or_take_back.ts";

/** What taking an import back did, or would do. */
export interface UndoneSummary {
  readonly status: "undone" | "dry_run";
  readonly import_id: string;
  readonly file: string;
  readonly format: string;
  readonly orders_removed: number;
  readonly orders_put_back: number;
  readonly refunds_removed: number;
  readonly refunds_put_back: number;
  /** Other rows, by table, without those that stay because something else uses them. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Takes an import back: everything it changed is as before. Menu items and locations that came with
 * its rows stay if something else uses them.
 *
 * @throws {RestaurantError} NOT_FOUND; CONFLICT if it was taken back already, is of an older version
 * that kept no record, or if something that it brought was changed or used since.
 */
export async function undoImport(
  database: Pick<Database, "write" | "writeSliced">,
  id: string,
  { dryRun = false, clock }: { readonly dryRun?: boolean; readonly clock: Clock },
): Promise<UndoneSummary> {
  const undo = async (writer: Writer) =>
    await takeBack(writer, await standingImport(writer, id), nowText(clock));
  const { rows, locations, ...undone } = await writeOrTakeBack(
    database,
    { dryRun },
    () => Promise.resolve(undo),
  );
  const removed = dryRun
    ? locations
    : await database.write((writer) => removeEmptyLocations(writer, locations));
  const byTable = Map.groupBy([...removed, ...rows], ({ table }) => table);
  return {
    status: dryRun ? "dry_run" : "undone",
    ...undone,
    rows: Object.fromEntries(Array.from(byTable, ([table, some]) => [table, some.length])),
  };
}

type Import = Row<"imports">;

async function standingImport(reader: Reader, id: string): Promise<Import> {
  const found = await reader.selectFrom("imports").selectAll().where("id", "=", id)
    .executeTakeFirst();
  if (found === undefined) {
    throw new RestaurantError("NOT_FOUND", `There is no import '${id}'.`, {
      hint: "`restaurant-mcp imports` lists them.",
    });
  }
  const problem = found.undone_at !== null
    ? `was taken back at ${found.undone_at}`
    : found.summary === null
    ? "was made by an older version, which kept no record of what it changed"
    : undefined;
  if (problem === undefined) return found;
  throw new RestaurantError("CONFLICT", `Import ${id} (${found.file_name}) ${problem}.`);
}

interface TakenBack extends Omit<UndoneSummary, "status" | "rows"> {
  readonly rows: readonly ChangedRow[];
  /** Those of which nothing is left. They still stand. */
  readonly locations: readonly ChangedRow[];
}

async function takeBack(writer: Writer, found: Import, at: string): Promise<TakenBack> {
  const { id } = found;
  const sales = await readUndoneSales(writer, id);
  const rows = await readChangedRows(writer, id);
  const isImplicit = implicitIn(found);
  refuse(found, [
    ...await salesConflicts(writer, found, sales),
    ...await rowConflicts(writer, found, rows, isImplicit),
  ]);
  await undoSales(writer, id, sales, at);
  await writer.deleteFrom("import_coverage").where("import_id", "=", id).execute();
  const undone = await undoRows(writer, rows, isImplicit);
  const locations = await emptyLocations(writer, rows);
  await writer.deleteFrom("import_changes").where("import_id", "=", id).execute();
  await writer.updateTable("imports").set({ undone_at: at }).where("id", "=", id).execute();
  await tell(writer, found, rows, at);
  return {
    import_id: id,
    file: found.file_name,
    format: found.format,
    orders_removed: sales.newOrders.size,
    orders_put_back: sales.oldOrders.size,
    refunds_removed: sales.newRefunds.size,
    refunds_put_back: sales.oldRefunds.size,
    rows: undone,
    locations,
  };
}

/** Sales bring menu items along; whatever names a location brings that. */
function implicitIn({ format }: Import): Implicit {
  const isSales = !format.includes("/");
  return (table) => table === "locations" || isSales && table === "menu_items";
}

const SHOWN = 8;

function refuse({ id, file_name }: Import, conflicts: readonly string[]): void {
  if (conflicts.length === 0) return;
  const more = conflicts.length - SHOWN;
  throw new RestaurantError(
    "CONFLICT",
    `Import ${id} (${file_name}) cannot be taken back, because of what came since: ${
      conflicts.slice(0, SHOWN).join("; ")
    }${more > 0 ? `; and ${more} more` : ""}.`,
    { hint: "Take the later imports back first, the latest one first, or undo the later changes." },
  );
}

/** Tells who watches, as the import did. */
async function tell(
  writer: Writer,
  { id }: Import,
  rows: readonly ChangedRow[],
  at: string,
): Promise<void> {
  await noteCatalogChanged(writer);
  const shifts = rows.filter(({ table }) => table === "time_entries");
  await noteLabourChanged(writer, placesOf(shifts), at);
  const days = rows.filter(({ table }) => table === "calendar_entries");
  const nowhere = { location_id: null, business_date: null };
  await recordEvents(writer, [
    ...placesOf(days).map((place) => ({
      ...nowhere,
      kind: "calendar_changed" as const,
      subject_id: place,
      location_id: place,
    })),
    ...(rows.length > 0 ? [{ ...nowhere, kind: "catalog_changed" as const, subject_id: id }] : []),
  ], at);
}

function placesOf(rows: readonly ChangedRow[]): string[] {
  return [...new Set(rows.map(({ before, after }) => String((after ?? before)?.["location_id"])))];
}
