import { formatDecimal } from "./money.ts";

/** A count in words: `1 row`, `49,574 rows`. */
export function counted(number: number, name: string): string {
  return `${formatDecimal(number, 0)} ${name}${number === 1 ? "" : "s"}`;
}
