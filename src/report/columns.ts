import type { Column, ValueKind } from "./model.ts";

/** Columns of one kind, each named after its label. */
export function columns(kind: ValueKind, ...labels: readonly string[]): Column[] {
  return labels.map((label) => ({ key: label.replaceAll(/\W+/g, "_"), label, kind }));
}
