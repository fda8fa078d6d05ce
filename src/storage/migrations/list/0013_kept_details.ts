import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `alter table orders add column server text`,
  `alter table orders add column channel text`,
  `alter table orders add column register text`,
  `alter table order_lines add column reason text`,
  `alter table order_payments add column source_key text`,
  `alter table refunds add column server text`,
  `alter table refunds add column channel text`,
];

/** What files know besides the money: who sold, through which channel, at which register, and why. */
export const keptDetails = migrationOf(STATEMENTS);
