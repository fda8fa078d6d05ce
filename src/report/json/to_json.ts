import type { Block, Column, Figure, Report, TableBlock, Value, ValueType } from "../model.ts";
import { decimalValue } from "../decimal_value.ts";
import { REPORT_VERSION, type ReportJson } from "./report_json.ts";

type BlockJson = ReportJson["sections"][number]["blocks"][number];

/** A report as plain JSON, money in decimal units of its currency. */
export function toJson({ title, period, scope, as_of, ...report }: Report): ReportJson {
  return {
    version: REPORT_VERSION,
    title,
    ...(period !== undefined && { period }),
    ...(scope !== undefined && { scope }),
    ...(as_of !== undefined && { as_of }),
    notes: [...report.notes],
    sections: report.sections.map(({ title, blocks }) => ({
      ...(title !== undefined && { title }),
      blocks: blocks.map(blockJson),
    })),
    basis: [...report.basis],
  };
}

function blockJson(block: Block): BlockJson {
  switch (block.type) {
    case "text":
      return block;
    case "list":
      return { type: "list", items: [...block.items] };
    case "figures":
      return { type: "figures", figures: block.figures.map(figureJson) };
    case "table":
      return tableJson(block);
    case "chart":
      return {
        type: "chart",
        key: block.key,
        title: block.title,
        form: block.form,
        label_kind: block.labelKind,
        labels: [...block.labels],
        value: typeJson(block.value),
        series: block.series.map(({ name, values }) => ({
          name,
          values: values.map((number) =>
            number === null ? null : Number(decimalValue(number, block.value))
          ),
        })),
      };
  }
}

function figureJson(
  { key, label, value, previous, change, isPartlyCompared, ...type }: Figure,
) {
  return {
    key,
    label,
    ...typeJson(type),
    value: decimalValue(value, type),
    ...(previous !== undefined && { previous: decimalValue(previous, type) }),
    ...(change !== undefined && { change }),
    ...(isPartlyCompared !== undefined && { is_partly_compared: isPartlyCompared }),
  };
}

function tableJson({ key, title, columns, rows, total, footnote }: TableBlock): BlockJson {
  return {
    type: "table",
    key,
    ...(title !== undefined && { title }),
    columns: columns.map(({ key, label, ...type }) => ({ key, label, ...typeJson(type) })),
    rows: rows.map((row) => rowJson(columns, row)),
    ...(total !== undefined && { total: rowJson(columns, total) }),
    ...(footnote !== undefined && { footnote }),
  };
}

function rowJson(columns: readonly Column[], row: readonly Value[]) {
  return Object.fromEntries(
    columns.map((column, at) => [column.key, decimalValue(row[at] ?? null, column)]),
  );
}

function typeJson({ kind, unit }: ValueType) {
  return { kind, ...(unit !== undefined && { unit }) };
}
