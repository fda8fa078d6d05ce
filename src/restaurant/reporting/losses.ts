import type { TableBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { hoursInOrder } from "../sales/hours_in_order.ts";
import { readRollupsByKey } from "../sales/read_rollups.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import type { ReportRequest } from "./request.ts";

/** What the tables of losses are about besides the period. */
export interface LossLook {
  readonly currency: string;
  /** What was not recorded of the period. */
  readonly gaps: readonly Gap[];
}

/** What was given away, voided and given back: by who sold it, if names may be shown, and by hour. */
export async function lossTables(
  reader: Reader,
  request: ReportRequest,
  look: LossLook,
): Promise<TableBlock[]> {
  return [
    ...(request.showsNames ? await lossTable(reader, request, look, "server") : []),
    ...await lossTable(reader, request, look, "hour"),
  ];
}

/** Voids by the reasons that were given; nothing if none was. */
export async function voidReasons(
  reader: Reader,
  request: ReportRequest,
  { currency }: LossLook,
): Promise<TableBlock[]> {
  const rows = await readRollupsByKey(reader, request, "void_reason");
  const reasons = rows.filter(({ voids }) => voids !== 0).toSorted((a, b) => b.voids - a.voids);
  if (reasons.length === 0) return [];
  return [{
    type: "table",
    key: "voids_by_reason",
    title: "Voids by reason, as far as one was given",
    columns: [
      { key: "reason", label: "Reason", kind: "text" },
      { key: "amount", label: "Amount", kind: "money", unit: currency, isSummed: true },
    ],
    rows: reasons.map(({ key, voids }): Value[] => [key, voids]),
    total: ["Total", reasons.reduce((sum, { voids }) => sum + voids, 0)],
  }];
}

const LOOKS = {
  server: { label: "Server", title: "Discounts, voids and refunds by who sold" },
  hour: { label: "Hour", title: "Discounts, voids and refunds by hour" },
} as const;

async function lossTable(
  reader: Reader,
  request: ReportRequest,
  { currency, gaps }: LossLook,
  dimension: keyof typeof LOOKS,
): Promise<TableBlock[]> {
  const all = await readRollupsByKey(reader, request, dimension);
  const rows = all.filter(({ discounts, voids, refunds }) => discounts + voids + refunds !== 0);
  const hours = hoursInOrder(request.locations);
  if (dimension === "hour") rows.sort((a, b) => hours.indexOf(a.key) - hours.indexOf(b.key));
  if (rows.length === 0) return [];
  const unknown = figuresWithout(gaps);
  const known = (figure: "discounts" | "voids", amount: number) =>
    unknown.has(figure) ? null : amount;
  const sum = (of: (row: typeof rows[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const money = { kind: "money", unit: currency, isSummed: true } as const;
  const { label, title } = LOOKS[dimension];
  return [{
    type: "table",
    key: `losses_by_${dimension}`,
    title,
    columns: [
      { key: dimension, label, kind: "text" },
      { key: "discounts", label: "Discounts", ...money },
      { key: "voids", label: "Voids", ...money },
      { key: "refunds", label: "Refunds", ...money },
      { key: "together", label: "Total", ...money },
    ],
    rows: rows.map(({ key, discounts, voids, refunds }): Value[] => [
      dimension === "hour" ? `${key}:00` : key,
      known("discounts", discounts),
      known("voids", voids),
      refunds,
      discounts + voids + refunds,
    ]),
    total: [
      "Total",
      known("discounts", sum(({ discounts }) => discounts)),
      known("voids", sum(({ voids }) => voids)),
      sum(({ refunds }) => refunds),
      sum(({ discounts, voids, refunds }) => discounts + voids + refunds),
    ],
  }];
}
