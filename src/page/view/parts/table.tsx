import type { Part } from "../session/part.ts";
import type { Child } from "hono/jsx/dom";
import { Term } from "./figure.tsx";

/** A column of a table. */
export interface Column {
  readonly label: string;
  /** Whether it holds numbers, which stand at the right. */
  readonly isNumber?: boolean;
  /** What it means. */
  readonly means?: string;
}

/** A column of numbers and what they mean. */
export function numbers(label: string, means: string): Column {
  return { label, means, isNumber: true };
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
            {columns.map(({ label, isNumber, means }) => (
              <th scope="col" class={isNumber ? "number" : ""}>
                {means === undefined ? label : <Term text={label} means={means} />}
              </th>
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
