import type { SalesGroup } from "../sales/sales_group.ts";

/** A name such as `review_site` in words. */
export function inWords(name: string): string {
  return name.replaceAll("_", " ");
}

/** A name such as `dine_in` as people read it, with a capital. */
export function readable(name: string): string {
  const words = inWords(name);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A group with a readable name. */
export function readableGroup(group: SalesGroup): SalesGroup {
  return { ...group, group: readable(group.group) };
}
