import type { Field } from "./formats/format.ts";

/** Why a row cannot be taken in. Its texts never repeat what may be private. */
export class RowProblem extends Error {
  override readonly name = "RowProblem";
  readonly field: Field | "row";

  constructor(field: Field | "row", reason: string) {
    super(reason);
    this.field = field;
  }
}
