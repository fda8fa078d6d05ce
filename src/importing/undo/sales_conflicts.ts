import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import type { UndoneSales } from "./undone_sales.ts";

/** An import that is taken back. */
export interface UndoneImport {
  readonly id: string;
  /** UTC instant at which it wrote. */
  readonly started_at: string;
}

/** Why orders and refunds of an import cannot be taken back, in words. */
export async function salesConflicts(
  reader: Reader,
  undone: UndoneImport,
  sales: UndoneSales,
): Promise<string[]> {
  const conflicts: string[] = [];
  for (const ids of slices([...sales.newOrders, ...sales.oldOrders.keys()], IDS_AT_ONCE)) {
    conflicts.push(
      ...await changedOrders(reader, undone, ids),
      ...await laterLines(reader, undone, { ids, sales }),
    );
  }
  for (const ids of slices([...sales.newOrders], IDS_AT_ONCE)) {
    conflicts.push(...await laterRefunds(reader, ids, sales), ...await feedbackOn(reader, ids));
  }
  for (const ids of slices([...sales.newRefunds, ...sales.oldRefunds.keys()], IDS_AT_ONCE)) {
    conflicts.push(...await laterRefundLines(reader, undone, { ids, sales }));
  }
  return conflicts;
}

async function changedOrders(
  reader: Reader,
  { started_at }: UndoneImport,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await reader.selectFrom("orders").select(["id", "number", "updated_at"])
    .where("id", "in", ids).where("updated_at", "!=", started_at).execute();
  return rows.map(({ id, number, updated_at }) =>
    `order ${number} (${id}), changed at ${updated_at}`
  );
}

interface Asked {
  readonly ids: readonly string[];
  readonly sales: UndoneSales;
}

/** Lines that a later import brought or saw: it would lose what it knows. */
async function laterLines(
  reader: Reader,
  { id }: UndoneImport,
  { ids, sales }: Asked,
): Promise<string[]> {
  const rows = await reader.selectFrom("order_lines").select(["order_id", "import_id"]).distinct()
    .where("order_id", "in", ids).where("import_id", "!=", id).execute();
  const later = rows.filter(({ order_id, import_id }) =>
    !sales.oldOrders.get(order_id)?.has(import_id ?? "")
  );
  return await byImport(
    reader,
    later.map(({ order_id, import_id }) => ({
      what: order_id,
      importId: import_id ?? "",
    })),
    "order",
  );
}

async function laterRefundLines(
  reader: Reader,
  { id }: UndoneImport,
  { ids, sales }: Asked,
): Promise<string[]> {
  const rows = await reader.selectFrom("refund_lines").select(["refund_id", "import_id"])
    .distinct().where("refund_id", "in", ids).where("import_id", "!=", id).execute();
  const later = rows.filter(({ refund_id, import_id }) =>
    !sales.oldRefunds.get(refund_id)?.has(import_id ?? "")
  );
  return await byImport(
    reader,
    later.map(({ refund_id, import_id }) => ({
      what: refund_id,
      importId: import_id ?? "",
    })),
    "refund",
  );
}

/** One line for each import, with some of what it has seen since. */
async function byImport(
  reader: Reader,
  later: readonly { readonly what: string; readonly importId: string }[],
  noun: string,
): Promise<string[]> {
  const groups = Map.groupBy(later, ({ importId }) => importId);
  const names = new Map<string, string>();
  for (const importId of groups.keys()) {
    const row = await reader.selectFrom("imports").select("file_name").where("id", "=", importId)
      .executeTakeFirst();
    names.set(importId, row?.file_name ?? "");
  }
  return Array.from(
    groups,
    ([importId, some]) =>
      `import ${importId} (${names.get(importId)}), which has ${noun} ${
        some.slice(0, 3).map(({ what }) => what).join(", ")
      } too`,
  );
}

async function laterRefunds(
  reader: Reader,
  ids: readonly string[],
  { newRefunds, oldRefunds }: UndoneSales,
): Promise<string[]> {
  const rows = await reader.selectFrom("refunds").select(["id", "order_id"])
    .where("order_id", "in", ids).execute();
  return rows.filter(({ id }) => !newRefunds.has(id) && !oldRefunds.has(id))
    .map(({ id, order_id }) => `refund ${id} of order ${order_id}`);
}

async function feedbackOn(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await reader.selectFrom("feedback").select(["id", "order_id"])
    .where("order_id", "in", ids).execute();
  return rows.map(({ id, order_id }) => `feedback ${id} on order ${order_id}`);
}
