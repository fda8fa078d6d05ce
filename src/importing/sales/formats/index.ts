import { cloverItems } from "./clover_items.ts";
import type { SalesFormat } from "./format.ts";
import { generic } from "./generic.ts";
import { loyverseItems } from "./loyverse_items.ts";
import { erpnextInvoices, odooOrders, shopifyOrders } from "./order_lines.ts";
import { ownExport } from "./own_export.ts";
import { squareItems } from "./square_items.ts";
import { sumupItems } from "./sumup_items.ts";
import { toastItems } from "./toast_items.ts";

/** Every format, in the order in which a header is matched. To add one: a file and a line here. */
export const FORMATS: readonly SalesFormat[] = [
  ...[squareItems, toastItems, loyverseItems, cloverItems, sumupItems, shopifyOrders, odooOrders],
  ...[erpnextInvoices, ownExport, generic],
];
