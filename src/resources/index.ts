import type { ResourceSpec } from "../mcp/resource.ts";
import type { FileDesk } from "../files/desk.ts";
import type { Principal } from "../security/principal.ts";
import type { Database } from "../storage/database.ts";
import type { HealthProbe } from "../telemetry/health.ts";
import type { Clock } from "../values/clock.ts";
import { databaseSchema, databaseTable } from "./database_schema.ts";
import { liveOrderEvents } from "./live_order_events.ts";
import { liveOrders } from "./live_orders.ts";
import { locations } from "./locations.ts";
import { menuItem } from "./menu_item.ts";
import { menuItems } from "./menu_items.ts";
import { orders } from "./orders.ts";
import { auditLatest } from "./audit_latest.ts";
import { report } from "./report.ts";
import { status } from "./status.ts";
import { view } from "./view.ts";

/** The services of this server's resources; each names only those it needs. */
export interface ResourceServices extends Pick<Database, "reader" | "tables" | "engine"> {
  readonly clock: Clock;
  readonly principal: Principal;
  readonly files: FileDesk;
  readonly health: HealthProbe;
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
  auditLatest,
  status,
  view,
];
