/** What a caller may be allowed to do; the part before the colon is the area. */
export const SCOPES = [
  "sales:read",
  "orders:read",
  "orders:write",
  "menu:read",
  "menu:availability",
  "menu:write",
  "inventory:read",
  "inventory:write",
  "feedback:read",
  "reports:read",
  "feedback:write",
  "operations:read",
  "operations:undo",
  "operations:metrics",
  "operations:audit",
] as const;

/** One thing that a caller may be allowed to do. */
export type Scope = typeof SCOPES[number];

/** The areas of the restaurant, by which tools are switched on (`--toolsets`). */
export const AREAS = [
  "sales",
  "orders",
  "menu",
  "inventory",
  "feedback",
  "reports",
  "operations",
] as const;

/** One area of the restaurant. */
export type Area = typeof AREAS[number];

/** The area that a scope belongs to. */
export function areaOf(scope: Scope): Area {
  return scope.slice(0, scope.indexOf(":")) as Area;
}

const VIEWER = [
  "sales:read",
  "orders:read",
  "menu:read",
  "inventory:read",
  "feedback:read",
  "reports:read",
  "operations:read",
] as const;
const STAFF = [
  ...VIEWER,
  "orders:write",
  "menu:availability",
  "inventory:write",
  "operations:undo",
] as const;

/** The roles that a token can have, each with all that the one before it may. */
export const ROLES = {
  /** Looks at everything. */
  viewer: VIEWER,
  /** Takes orders, counts stock, takes dishes off and puts them back. */
  staff: STAFF,
  /** Changes the menu, answers guests. */
  manager: [...STAFF, "menu:write", "feedback:write"],
  /** May do everything, and reads the metrics and the audit. */
  admin: SCOPES,
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

/** The name of a role. */
export type Role = keyof typeof ROLES;
