import type { Part } from "../session/part.ts";
import { More } from "../parts/panel.tsx";
import { Table } from "../parts/table.tsx";
import { useSession } from "../session/session.ts";

/** A table as `get_analytics` and `forecast_demand` give it. */
export interface AnswerTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly omitted?: number | undefined;
}

/** A table of an answer, under its title. */
export function PlainTable({ table: { title, columns, rows, omitted } }: {
  readonly table: AnswerTable;
}): Part {
  const { format, words } = useSession();
  const isNumber = (at: number) => rows.some((row) => typeof row[at] === "number");
  const text = (value: unknown) =>
    typeof value === "number"
      ? format.number(value, 2)
      : value === null
      ? words.none
      : String(value);
  return (
    <details class="server-table">
      <summary>{title.replaceAll("_", " ")}</summary>
      <Table
        caption={title}
        columns={columns.map((label, at) => ({ label, isNumber: isNumber(at) }))}
        rows={rows.map((row) => row.map((value, at) => <bdi key={at}>{text(value)}</bdi>))}
      />
      <More count={omitted} />
    </details>
  );
}
