/** Spreadsheets write `1.3E+18` or `#####` for a long id, and keep fifteen of its digits. */
const WRITTEN = /^\d(?:[.,]\d+)?e\+\d+$|^#+$/i;
const ROUNDED = /^\d{15}0{3,}$/;

/** Whether an id is none any more: `1.3E+18`, `#####`. */
export function isDestroyedId(id: string): boolean {
  return WRITTEN.test(id);
}

/** Whether an id may have been rounded: few of eighteen digits end in three zeros by chance. */
export function maybeRoundedId(id: string): boolean {
  return ROUNDED.test(id);
}

/** Whether an id is too long for a spreadsheet. */
export function isLongId(id: string): boolean {
  return /^\d{18,}$/.test(id);
}

/** What databases and spreadsheets write where there is no id. */
const PLACEHOLDER = /^(null|nan|none|undefined|n\/?a|-|#(n\/a|ref!|value!|name\?|div\/0!))$/i;

/** Whether a text stands for no id: `NULL`, `#N/A`. */
export function isPlaceholder(id: string): boolean {
  return PLACEHOLDER.test(id);
}
