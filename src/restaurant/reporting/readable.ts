import type { SalesGroup } from "../sales/sales_group.ts";

/** A name such as `dine_in` as people read it. */
export function readable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A group with a readable name. */
export function readableGroup(group: SalesGroup): SalesGroup {
  return { ...group, group: readable(group.group) };
}
