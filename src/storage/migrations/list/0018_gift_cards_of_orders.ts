import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `alter table orders add column gift_cards bigint not null default 0`,
  `update orders set gift_cards = (
    select coalesce(sum(gross - discount), 0) from order_lines
    where order_lines.order_id = orders.id and gift_card = 1 and voided = 0
  )
  where status <> 'cancelled' and id in (select order_id from order_lines where gift_card = 1)`,
];

/** Gift cards sold, which a guest pays for though they are no sales: an order's total has them. */
export const giftCardsOfOrders = migrationOf(STATEMENTS);
