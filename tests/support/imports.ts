import {
  checkMapping,
  type Layout,
  type LayoutChoice,
  recogniseLayout,
  unrecognised,
} from "../../src/importing/layout.ts";
import type { ImportHooks } from "../../src/importing/hooks.ts";
import { importFile } from "../../src/importing/import_file.ts";
import { importOptions } from "../../src/importing/options.ts";
import type { ImportSource } from "../../src/importing/file/source.ts";
import type { ImportSummary, SummaryReason } from "../../src/importing/summary.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";

/** Flags of the import command. */
export type Flags = Readonly<Record<string, unknown>>;

/** A file in memory that arrives in pieces. */
export function sourceOf(content: string | Uint8Array, pieceSize = 4096): ImportSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name: "export.csv",
    size: bytes.length,
    open: () => Promise.resolve(ReadableStream.from(pieces(bytes, pieceSize))),
  };
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** Imports a text as the command does: a first location sells in USD, and broken rows are left out. */
export async function importText(
  database: Database,
  content: string | Uint8Array,
  flags: Flags = {},
  hooks: ImportHooks = {},
): Promise<ImportSummary> {
  const locations = await database.reader.selectFrom("locations").select("id").execute();
  const usual = locations.length === 0 ? { currency: "USD" } : {};
  const options = importOptions({ acceptQuarantine: true, ...usual, ...flags });
  return await importFile(database, sourceOf(content), options, hooks);
}

/** The summary of a file about no money: rows are all that is counted. */
export interface CatalogSummary
  extends Omit<ImportSummary, "read" | "taken" | "skipped" | "quarantined" | "quarantined_for"> {
  readonly read: number;
  readonly taken: number;
  readonly skipped: number;
  readonly quarantined: number;
  readonly quarantined_for: readonly Omit<SummaryReason, "amount">[];
}

/** Imports a text about the menu, ingredients, recipes or stock as the command does. */
export async function importCatalogText(
  database: Database,
  kind: string,
  content: string,
  flags: Flags = {},
  hooks: ImportHooks = {},
): Promise<CatalogSummary> {
  const summary = await importText(database, content, { ...flags, kind }, hooks);
  return {
    ...summary,
    read: summary.read.rows,
    taken: summary.taken.rows,
    skipped: summary.skipped.rows,
    quarantined: summary.quarantined.rows,
    quarantined_for: summary.quarantined_for.map(({ amount, ...rest }) => {
      if (amount !== null) throw new Error("There is no money in such rows");
      return rest;
    }),
  };
}

/** A header and rows as CSV. A row gives some columns by name, the others are empty. */
export function csv(header: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const names = header.split(",");
  const lines = rows.map((row) => {
    for (const name of Object.keys(row)) {
      if (!names.includes(name)) throw new Error(`No column is called ${name}`);
    }
    return names.map((name) => quoted(row[name] ?? "")).join(",");
  });
  return [header, ...lines, ""].join("\r\n");
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a summary says about rows and money, in one line each. */
export function counts({ read, taken, skipped, quarantined }: ImportSummary): string[] {
  return Object.entries({ read, taken, skipped, quarantined })
    .map(([name, { rows, amount }]) => `${name} ${rows}: ${amount?.toFixed(2)}`);
}

/** Dimensions of the rollups whose keys have the id of an item, which each database draws anew. */
export const BY_ITEM_ID: readonly string[] = [
  "item",
  "variation",
  "comp",
  "imported",
  "returned_item",
];

/** Everything that the database holds about sales, row by row, without what differs by chance. */
export async function storedSales({ reader }: Database): Promise<Record<string, unknown[]>> {
  const orders = await reader.selectFrom("orders").selectAll()
    .orderBy("location_id").orderBy("external_id").execute();
  const lines = await reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(["external_id", "name", "variation", "category", "quantity", "order_lines.gross"])
    .select(["discount", "order_lines.tax", "voided", "gift_card", "source_key"])
    .orderBy("orders.location_id").orderBy("external_id").orderBy("line_number").execute();
  const refunds = await reader.selectFrom("refunds").selectAll()
    .orderBy("location_id").orderBy("external_id").execute();
  const refundLines = await reader.selectFrom("refund_lines")
    .innerJoin("refunds", "refunds.id", "refund_lines.refund_id")
    .select(["external_id", "name", "quantity", "amount", "tax"])
    .orderBy("refunds.location_id").orderBy("external_id").orderBy("line_number").execute();
  const rollups = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "not in", BY_ITEM_ID)
    .orderBy("location_id").orderBy("dimension").orderBy("business_date").orderBy("key").execute();
  return {
    orders: orders.map(({ id: _id, updated_at: _at, version: _version, ...rest }) => rest),
    lines: lines.map((row) => ({ ...row })),
    refunds: refunds.map(({ id: _id, order_id, ...rest }) => ({
      ...rest,
      linked: order_id !== null,
    })),
    refundLines: refundLines.map((row) => ({ ...row })),
    rollups: rollups.map((row) => ({ ...row })),
  };
}

/** Some figures of a day. */
export type DayFigures = Pick<
  Row<"sales_rollups">,
  "transactions" | "gross" | "discounts" | "refunds" | "voids" | "gift_cards"
>;

/** The figures of one business date, over all locations. */
export async function dayFigures({ reader }: Database, date: string): Promise<DayFigures> {
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", "day").where("business_date", "=", date).execute();
  const sum = (name: keyof DayFigures) => rows.reduce((total, row) => total + row[name], 0);
  return {
    transactions: sum("transactions"),
    gross: sum("gross"),
    discounts: sum("discounts"),
    refunds: sum("refunds"),
    voids: sum("voids"),
    gift_cards: sum("gift_cards"),
  };
}

/** The layout of a file with this header, or the question that it raises. */
export function layoutFor(header: readonly string[], choice: LayoutChoice = {}): Layout {
  const layout = recogniseLayout(header, choice);
  if (layout === undefined) throw unrecognised([header], choice);
  if (choice.mapping !== undefined) checkMapping(layout, choice.mapping);
  return layout;
}
