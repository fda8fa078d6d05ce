import type { Part } from "../session/part.ts";
import type { Child } from "hono/jsx/dom";

/** A column of a table. */
export interface Column {
  readonly label: string;
  /** Whether it holds numbers, which stand at the right. */
  readonly isNumber?: boolean;
}

/** A table; the first cell of each row names it. */
export function Table({ caption, columns, rows }: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Child[])[];
}): Part {
  return (
    <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isNumber }) => (
              <th scope="col" class={isNumber ? "number" : ""}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, at) => {
                const kind = columns[at]?.isNumber ? "number" : "";
                return at === 0
                  ? <th key={at} scope="row" class={kind}>{cell}</th>
                  : <td key={at} class={kind}>{cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
