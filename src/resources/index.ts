import type { ResourceSpec } from "../mcp/resource.ts";
import type { FileDesk } from "../files/desk.ts";
import type { Principal } from "../security/principal.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import { databaseSchema, databaseTable } from "./database_schema.ts";
import { liveOrderEvents } from "./live_order_events.ts";
import { liveOrders } from "./live_orders.ts";
import { locations } from "./locations.ts";
import { menuItem } from "./menu_item.ts";
import { menuItems } from "./menu_items.ts";
import { orders } from "./orders.ts";
import { report } from "./report.ts";

/** The services of this server's resources; each names only those it needs. */
export interface ResourceServices extends Pick<Database, "reader" | "tables" | "engine"> {
  readonly clock: Clock;
  readonly principal: Principal;
  readonly files: FileDesk;
}

/** Every resource, in the order in which clients see them. */
export const resources: readonly ResourceSpec<ResourceServices>[] = [
  menuItems,
  menuItem,
  orders,
  liveOrders,
  liveOrderEvents,
  locations,
  report,
  databaseSchema,
  databaseTable,
];
