import type { Block, Report, Section, TableBlock } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { counted } from "../../values/counted.ts";
import { sum } from "../../values/sum.ts";
import { type InventoryLine, readInventory } from "../inventory/read_inventory.ts";
import { worth } from "../inventory/worth.ts";
import { commonCurrency } from "../sales/sales_report.ts";
import {
  isCounted,
  neverCounted,
  readStaleCounts,
  staleCounts,
  stockNotes,
} from "./count_blocks.ts";
import { purchaseOrdersTable } from "./purchase_orders.ts";
import { reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";
import { movementsTable, onHandTable, orderTables, wasteTable } from "./stock_blocks.ts";
import { readLedger, readWaste } from "./stock_ledger.ts";
import { missingCost, type StockUse, stockUse, usageTable } from "./stock_use.ts";

/** Stock and its value, movements, losses, and what to order. */
export async function inventoryReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const { locations, now, signal } = request;
  const currency = commonCurrency(locations);
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const all = await readInventory(reader, locations, { now });
  signal?.throwIfAborted();
  const lines = all.lines.filter(({ ingredient }) => ingredient.currency === currency);
  const ledger = (await readLedger(reader, request))
    .filter(({ ingredient }) => ingredient.currency === currency);
  const waste = (await readWaste(reader, request))
    .filter(({ ingredient }) => ingredient.currency === currency);
  signal?.throwIfAborted();
  const stale = await readStaleCounts(reader, request, lines);
  const uses = stockUse(ledger, waste);
  const left = all.lines.length - lines.length;
  const glance = [headline(lines, uses, currency), ...lossChart(uses, currency)];
  return {
    ...reportFrame("Inventory report", request),
    notes: [
      ...unfinishedNotes(request),
      ...(all.lines.length === 0 ? ["No ingredients are recorded, so there is no stock."] : []),
      ...(left > 0
        ? [`Left out, as bought in another currency: ${counted(left, "ingredient")}.`]
        : []),
      ...stockNotes(lines, stale),
    ],
    // Sections of nothing would only hide that there is nothing.
    sections: lines.length === 0 ? [{ title: "At a glance", blocks: glance }] : [
      { title: "At a glance", blocks: glance },
      { title: "On hand", blocks: [onHandTable(lines.filter(isCounted), names, currency)] },
      {
        title: "To order",
        blocks: [
          ...orderBlocks(lines, names, currency),
          await purchaseOrdersTable(reader, request, currency),
        ],
      },
      { title: "Movements", blocks: [movementsTable(ledger)] },
      { title: "Use and loss", blocks: [usageTable(uses, currency)] },
      { title: "Waste", blocks: [wasteTable(waste, names, currency)] },
      { title: "Counts", blocks: [staleCounts(stale, names), ...neverCounted(lines, names)] },
    ].map((section) => locations.length > 1 ? section : withoutLocations(section)),
    basis: [
      {
        term: "On hand",
        text: "last count and every movement since, at the time of the report.",
      },
      { term: "Value", text: "quantity at the price of its pack." },
      {
        term: "Opening and closing",
        text:
          "what the ledger had at the start and end of the period: opening + movements = closing. " +
          "The first count of an ingredient is where its ledger begins, not a difference.",
      },
      {
        term: "By recipe",
        text: "what orders took from stock by their recipes. Imported sales take nothing.",
      },
      { term: "Loss", text: "waste and what counts found missing, at the price of the pack." },
      {
        term: "Packs to order",
        text: "use per day for lead time and delivery interval, less on hand and on order, up to " +
          "whole packs.",
      },
    ],
  };
}

function headline(
  lines: readonly InventoryLine[],
  uses: readonly StockUse[],
  currency: string,
): Block {
  const money = { kind: "money", unit: currency } as const;
  const count = { kind: "count" } as const;
  const value = lines.reduce(
    (sum, { on_hand, ingredient }) => sum + worth(on_hand ?? 0, ingredient),
    0,
  );
  const urgent = lines.filter(({ state }) => state === "out" || state === "runs_out").length;
  const order = lines.reduce((sum, { order_cost }) => sum + order_cost, 0);
  const known = (amount: number) => lines.length === 0 ? null : amount;
  return {
    type: "figures",
    figures: [
      { key: "stock_value", label: "Stock value now", ...money, value: known(value) },
      { key: "running_out", label: "Out or running out", ...count, value: known(urgent) },
      { key: "order_cost", label: "To order", ...money, value: known(order) },
      {
        key: "waste",
        label: "Waste",
        ...money,
        value: known(sum(uses.map(({ waste_cost }) => waste_cost))),
      },
      { key: "unexplained", label: "Missing in counts", ...money, value: missingCost(uses) },
    ],
  };
}

const MOST_LOSSES = 10;

/** The ingredients with the largest losses. */
function lossChart(uses: readonly StockUse[], currency: string): Block[] {
  const losses = uses.filter(({ loss }) => loss > 0).slice(0, MOST_LOSSES);
  if (losses.length === 0) return [];
  return [{
    type: "chart",
    key: "losses",
    title: "Largest losses: waste and what counts found missing",
    form: "bars",
    labelKind: "text",
    labels: losses.map(({ ingredient }) => ingredient.name),
    value: { kind: "money", unit: currency },
    series: [{ name: "Loss", values: losses.map(({ loss }) => loss) }],
  }];
}

function orderBlocks(
  lines: readonly InventoryLine[],
  names: ReadonlyMap<string, string>,
  currency: string,
): Block[] {
  const tables = orderTables(lines, names, currency);
  return tables.length > 0 ? tables : [{ type: "text", text: "Nothing needs to be ordered." }];
}

/** One location alone needs no column that repeats its name. */
function withoutLocations(section: Section): Section {
  return {
    ...section,
    blocks: section.blocks.map((block) => block.type === "table" ? withoutLocation(block) : block),
  };
}

function withoutLocation(table: TableBlock): TableBlock {
  const at = table.columns.findIndex(({ key }) => key === "location");
  // Where it comes first, it is what the rows are about.
  if (at <= 0) return table;
  return {
    ...table,
    columns: table.columns.toSpliced(at, 1),
    rows: table.rows.map((row) => row.toSpliced(at, 1)),
    ...(table.total !== undefined && { total: table.total.toSpliced(at, 1) }),
  };
}
