import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";

/** Tables that grow with every order, call or guest. */
const GROWING = [
  ...["orders", "order_lines", "order_line_modifiers", "order_payments", "order_discounts"],
  ...["order_service_charges", "order_progress", "order_promises", "order_texts"],
  ...["refunds", "refund_lines", "sales_rollups", "monthly_rollups", "stock_movements"],
  ...["events", "audit_entries", "idempotency_keys", "changes", "feedback"],
  ...["feedback_analyses", "feedback_themes", "time_entries", "import_changes"],
];

/** Reads of everything that are known. */
const KNOWN: readonly RegExp[] = [
  // In the background: what was not analysed yet.
  /"feedback_analyses"."model_version" is null/,
];

/** The growing tables that a statement reads from end to end, as SQLite plans it. */
export async function scannedTables({ write }: Database, text: string): Promise<string[]> {
  if (KNOWN.some((known) => known.test(text))) return [];
  const { rows } = await write((writer) =>
    sql<{ detail: string }>`${sql.raw(`explain query plan ${text}`)}`.execute(writer)
  );
  const plan = rows.map(({ detail }) => detail);
  // In the order of an index it ends with its limit, or with the one row that is fetched.
  const isSorted = plan.some((detail) => detail.startsWith("USE TEMP B-TREE"));
  const isShort = / order by .*(?: limit \?|"sequence" desc)/s.test(text) && !isSorted;
  return plan.filter((detail) => !(isShort && / USING (?:COVERING )?INDEX /.test(detail)))
    .filter((detail) => !/ USING INDEX orders_open/.test(detail))
    .map((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? "")
    .filter((table) => GROWING.includes(table))
    .filter((table) =>
      !plan.some((detail) =>
        /^(?:CO-ROUTINE|MATERIALIZE) /.test(detail) && detail.endsWith(` ${table}`)
      )
    );
}
