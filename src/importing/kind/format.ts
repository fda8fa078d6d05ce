/** How one system writes files of a kind: its columns by name. */
export interface Format<Field extends string = string> {
  readonly name: string;
  readonly title: string;
  /** The names that a column goes by, the best one first. Capitals and spaces do not matter. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** The columns a file must have; of a list, one is enough. */
  readonly required: readonly (readonly Field[])[];
  /** The order of dates in such files when a file leaves it open. */
  readonly usualDateOrder?: "dmy" | "mdy";
}
