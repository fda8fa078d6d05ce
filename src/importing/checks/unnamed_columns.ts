import type { Check, CheckedColumns } from "../kind/check.ts";
import { ImportQuestion } from "../kind/question.ts";

const NUMBER = /^\s*\d+\s*$/;

/**
 * Numbers in a column without a name, behind others: the part of a number behind a comma, if nothing
 * quotes it. The first column may be the row numbers of a table.
 */
export function unnamedColumns({ header, positions }: CheckedColumns): Check | undefined {
  const read = new Set([...positions.values()].flat());
  const unnamed = header.flatMap((name, at) => at > 0 && name === "" && !read.has(at) ? [at] : []);
  if (unnamed.length === 0) return undefined;
  let seen: { readonly line: number; readonly at: number; readonly text: string } | undefined;
  return {
    observe({ line, fields }) {
      if (seen !== undefined) return;
      const at = unnamed.find((one) => NUMBER.test(fields[one] ?? ""));
      if (at !== undefined) seen = { line, at, text: fields[at]?.trim() ?? "" };
    },
    conclude() {
      if (seen === undefined) return [];
      throw new ImportQuestion(
        `Column ${seen.at + 1} has no name, but numbers in it (line ${seen.line}: ${
          seen.text.slice(0, 20)
        }): a comma in a number or name that is not quoted moves cells to the right.`,
        "Export the file with ; or tabs between cells, or with quoted texts; or name the column.",
      );
    },
  };
}
