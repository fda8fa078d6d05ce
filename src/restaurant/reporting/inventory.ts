import type { Block, Report, Section, TableBlock } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import { type InventoryLine, readInventory } from "../inventory/read_inventory.ts";
import { commonCurrency } from "../sales/sales_report.ts";
import { isCounted, neverCounted, staleCounts, stockNotes } from "./count_blocks.ts";
import { purchaseOrdersTable } from "./purchase_orders.ts";
import { reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";
import {
  movementsTable,
  onHandTable,
  orderTables,
  usageTable,
  wasteTable,
} from "./stock_blocks.ts";
import { type LedgerLine, readLedger, readWaste, worth } from "./stock_ledger.ts";
import { counted } from "../../values/counted.ts";

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
  const counts = await staleCounts(reader, request, lines, names);
  const left = all.lines.length - lines.length;
  return {
    ...reportFrame("Inventory report", request),
    notes: [
      ...unfinishedNotes(request),
      ...(lines.length === 0 ? ["No ingredients are recorded, so there is no stock."] : []),
      ...(left > 0
        ? [`Left out, as bought in another currency: ${counted(left, "ingredient")}.`]
        : []),
      ...stockNotes(lines, counts.rows.length + lines.filter((one) => !isCounted(one)).length),
    ],
    sections: [
      {
        title: "At a glance",
        blocks: [
          headline(
            lines,
            ledger,
            waste.reduce((s, w) => s + worth(w.quantity, w.ingredient), 0),
            currency,
          ),
          ...lossChart(ledger, currency),
        ],
      },
      { title: "On hand", blocks: [onHandTable(lines.filter(isCounted), names, currency)] },
      {
        title: "To order",
        blocks: [
          ...orderBlocks(lines, names, currency),
          await purchaseOrdersTable(reader, request, currency),
        ],
      },
      { title: "Movements", blocks: [movementsTable(ledger)] },
      { title: "Use and loss", blocks: [usageTable(ledger, currency)] },
      { title: "Waste", blocks: [wasteTable(waste, names, currency)] },
      { title: "Counts", blocks: [counts, ...neverCounted(lines, names)] },
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
          "what the ledger had at the start and end of the period: opening + movements = closing.",
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
  ledger: readonly LedgerLine[],
  wasted: Minor,
  currency: string,
): Block {
  const money = { kind: "money", unit: currency } as const;
  const count = { kind: "count" } as const;
  const value = lines.reduce(
    (sum, { on_hand, ingredient }) => sum + worth(on_hand ?? 0, ingredient),
    0,
  );
  const missing = ledger.reduce(
    (sum, { moved, ingredient }) => sum + worth(-(moved.get("count") ?? 0), ingredient),
    0,
  );
  const urgent = lines.filter(({ state }) => state === "out" || state === "runs_out").length;
  const order = lines.reduce((sum, { order_cost }) => sum + order_cost, 0);
  return {
    type: "figures",
    figures: [
      { key: "stock_value", label: "Stock value now", ...money, value },
      { key: "running_out", label: "Out or running out", ...count, value: urgent },
      { key: "order_cost", label: "To order", ...money, value: order },
      { key: "waste", label: "Waste", ...money, value: wasted },
      { key: "unexplained", label: "Missing in counts", ...money, value: missing },
    ],
  };
}

/** The ingredients with the largest losses. */
function lossChart(ledger: readonly LedgerLine[], currency: string): Block[] {
  const losses = ledger.map(({ ingredient, moved }) => ({
    name: ingredient.name,
    loss: worth(-(moved.get("waste") ?? 0) - (moved.get("count") ?? 0), ingredient),
  })).filter(({ loss }) => loss > 0).toSorted((a, b) => b.loss - a.loss).slice(0, 10);
  if (losses.length === 0) return [];
  return [{
    type: "chart",
    key: "losses",
    title: "Largest losses: waste and what counts found missing",
    form: "bars",
    labelKind: "text",
    labels: losses.map(({ name }) => name),
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
