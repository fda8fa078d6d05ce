/** Rows as plain objects: SQLite's driver gives them no prototype, and deepEqual minds that. */
export function plain<Row extends object>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row }));
}
