import { storableText } from "./private_text.ts";

/** Why a row cannot be taken in. Its texts never repeat what may be private. */
export class RowProblem extends Error {
  override readonly name = "RowProblem";
  /** The field that it is about, or `row`. */
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/** The problem of a text that should be one of a few and is none of them. */
export function unknownText(field: string, text: string): RowProblem {
  return new RowProblem(field, `'${storableText(text, 40)}' is not known`);
}
