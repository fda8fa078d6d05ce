import type { CatalogField } from "../catalog/field.ts";
import type { Field } from "../formats/format.ts";
import { storableText } from "./private_text.ts";

/** A column of a file that can be imported. */
export type ColumnField = Field | CatalogField;

/** Why a row cannot be taken in. Its texts never repeat what may be private. */
export class RowProblem extends Error {
  override readonly name = "RowProblem";
  readonly field: ColumnField | "row";

  constructor(field: ColumnField | "row", reason: string) {
    super(reason);
    this.field = field;
  }
}

/** The problem of a text that should be one of a few and is none of them. */
export function unknownText(field: ColumnField, text: string): RowProblem {
  return new RowProblem(field, `'${storableText(text, 40)}' is not known`);
}
