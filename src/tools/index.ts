import type { Tool } from "../mcp/tool.ts";
import { draftPurchaseOrders } from "./draft_purchase_orders.ts";
import { analyzeCustomerFeedback } from "./analyze_customer_feedback.ts";
import { forecastDemand } from "./forecast_demand.ts";
import { generateReport } from "./generate_report.ts";
import { getAnalytics } from "./get_analytics.ts";
import { getInventory } from "./get_inventory.ts";
import { getLiveOrders } from "./get_live_orders.ts";
import { getMenu } from "./get_menu.ts";
import { getSalesData } from "./get_sales_data.ts";
import { healthCheck } from "./health_check.ts";
import { processOrder } from "./process_order.ts";
import { searchOrders } from "./search_orders.ts";
import { replyToFeedback } from "./reply_to_feedback.ts";
import { searchFeedback } from "./search_feedback.ts";
import type { Services } from "./services.ts";
import { setItemAvailability } from "./set_item_availability.ts";
import { undoChange } from "./undo_change.ts";
import { updateInventory } from "./update_inventory.ts";
import { updateMenuItem } from "./update_menu_item.ts";
import { updateOrderStatus } from "./update_order_status.ts";
import { updatePurchaseOrder } from "./update_purchase_order.ts";

/** Every tool, in the order in which clients see them. */
export const tools: readonly Tool<Services>[] = [
  getSalesData,
  getAnalytics,
  forecastDemand,
  getMenu,
  getLiveOrders,
  searchOrders,
  processOrder,
  updateOrderStatus,
  updateMenuItem,
  setItemAvailability,
  getInventory,
  updateInventory,
  draftPurchaseOrders,
  updatePurchaseOrder,
  searchFeedback,
  analyzeCustomerFeedback,
  replyToFeedback,
  undoChange,
  generateReport,
  healthCheck,
];
