import type { Order, Refund } from "../../restaurant/orders/model/order.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { SALES_SUBJECTS } from "../journal/changed_sales.ts";

/** The orders and refunds of an import that is taken back. */
export interface UndoneSales {
  readonly newOrders: ReadonlySet<string>;
  readonly newRefunds: ReadonlySet<string>;
  /** Those that it changed, with the imports that had claimed their lines before. */
  readonly oldOrders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly oldRefunds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One entry of the journal about orders or refunds. */
export type SalesEntry = Pick<Row<"import_changes">, "subject" | "before" | "after">;

/** The entries about orders and refunds, the last one first, read one by one: they can be large. */
export async function* salesEntries(reader: Reader, importId: string): AsyncGenerator<SalesEntry> {
  const positions = await reader.selectFrom("import_changes").select("position")
    .where("import_id", "=", importId).where("subject", "in", SALES_SUBJECTS)
    .orderBy("position", "desc").execute();
  for (const { position } of positions) {
    yield await reader.selectFrom("import_changes").select(["subject", "before", "after"])
      .where("import_id", "=", importId).where("position", "=", position)
      .executeTakeFirstOrThrow();
  }
}

/** The last entry about orders and refunds, with its place. */
export async function lastSalesEntry(
  reader: Reader,
  importId: string,
): Promise<SalesEntry & Pick<Row<"import_changes">, "position"> | undefined> {
  return await reader.selectFrom("import_changes")
    .select(["position", "subject", "before", "after"])
    .where("import_id", "=", importId).where("subject", "in", SALES_SUBJECTS)
    .orderBy("position", "desc").limit(1).executeTakeFirst();
}

/** Which orders and refunds an import brought or changed. */
export async function readUndoneSales(reader: Reader, importId: string): Promise<UndoneSales> {
  const [newOrders, newRefunds] = [new Set<string>(), new Set<string>()];
  const oldOrders = new Map<string, ReadonlySet<string>>();
  const oldRefunds = new Map<string, ReadonlySet<string>>();
  for await (const entry of salesEntries(reader, importId)) {
    switch (entry.subject) {
      case "new orders":
        for (const id of idsIn(entry)) newOrders.add(id);
        break;
      case "new refunds":
        for (const id of idsIn(entry)) newRefunds.add(id);
        break;
      case "changed orders":
        for (const { order } of ordersIn(entry)) oldOrders.set(order.id, claimsOf(order));
        break;
      case "changed refunds":
        for (const refund of refundsIn(entry)) oldRefunds.set(refund.id, claimsOf(refund));
        break;
    }
  }
  return { newOrders, newRefunds, oldOrders, oldRefunds };
}

function claimsOf(
  { lines }: { readonly lines: readonly { readonly import_id?: string }[] },
): ReadonlySet<string> {
  return new Set(lines.map(({ import_id = "" }) => import_id));
}

/** The ids of new orders or refunds. */
export function idsIn({ after }: SalesEntry): string[] {
  return JSON.parse(after ?? "[]");
}

/** An order as it was before, and when it had been changed last. */
export interface OldOrder {
  readonly order: Order;
  readonly updated_at: string;
}

/** Orders as they were before: the journal wrote them whole. */
export function ordersIn({ before }: SalesEntry): OldOrder[] {
  return JSON.parse(before ?? "[]");
}

/** Refunds as they were before. */
export function refundsIn({ before }: SalesEntry): Refund[] {
  return JSON.parse(before ?? "[]");
}
