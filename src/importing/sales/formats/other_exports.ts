/** Exports of the same systems that hold no single items, and what to export instead. */
export const OTHER_EXPORTS: readonly OtherExport[] = [
  {
    title: "Square items without transactions",
    columns: ["Price Point Name", "Net Sales"],
    instead: "Square's items export with Transaction ID or Details",
  },
  {
    title: "Toast ModifiersSelectionDetails",
    columns: ["Modifier Id", "Item Selection Id"],
    instead: "Toast's ItemSelectionDetails.csv",
  },
  {
    title: "Toast product mix",
    columns: ["Menu Item", "Item Qty"],
    instead: "Toast's ItemSelectionDetails.csv",
  },
  {
    title: "Loyverse receipts",
    columns: ["Receipt number", "Total collected"],
    instead: "Loyverse's receipts by item",
  },
];

/** A known export that cannot be imported. */
export interface OtherExport {
  readonly title: string;
  /** Columns by which it is known. */
  readonly columns: readonly string[];
  readonly instead: string;
}
