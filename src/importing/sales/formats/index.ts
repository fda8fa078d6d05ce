import { cloverItems } from "./clover_items.ts";
import type { SalesFormat } from "./format.ts";
import { generic } from "./generic.ts";
import { loyverseItems } from "./loyverse_items.ts";
<<<<<<< HEAD
import { ownExport } from "./own_export.ts";
=======
import { erpnextInvoices, odooOrders, shopifyOrders } from "./order_lines.ts";
>>>>>>> 721aa9c (Real files: taken wholly right, or asked about before anything is written)
import { squareItems } from "./square_items.ts";
import { sumupItems } from "./sumup_items.ts";
import { toastItems } from "./toast_items.ts";

/** Every format, in the order in which a header is tried. To add one: a file and a line here. */
export const FORMATS: readonly SalesFormat[] = [
<<<<<<< HEAD
  squareItems,
  toastItems,
  loyverseItems,
  ownExport,
  generic,
=======
  ...[squareItems, toastItems, loyverseItems, cloverItems, sumupItems, shopifyOrders, odooOrders],
  ...[erpnextInvoices, generic],
>>>>>>> 721aa9c (Real files: taken wholly right, or asked about before anything is written)
];
