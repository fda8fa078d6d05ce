import type { Field } from "../formats/format.ts";
import { storableText } from "./private_text.ts";

/** Why a row cannot be taken in. Its texts never repeat what may be private. */
export class RowProblem extends Error {
  override readonly name = "RowProblem";
  readonly field: Field | "row";

  constructor(field: Field | "row", reason: string) {
    super(reason);
    this.field = field;
  }
}

/** The problem of a text that should be one of a few and is none of them. */
export function unknownText(field: Field, text: string): RowProblem {
  return new RowProblem(field, `'${storableText(text, 40)}' is not known`);
}
