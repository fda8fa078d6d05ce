import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `create table order_progress_by_location (
    location_id text not null references locations (id),
    order_id text not null references orders (id),
    position integer not null,
    status text not null,
    reason text,
    actor text not null,
    at text not null,
    primary key (order_id, position)
  )`,
  `insert into order_progress_by_location
    select orders.location_id, order_id, position, order_progress.status, reason, actor, at
    from order_progress join orders on orders.id = order_progress.order_id`,
  `drop table order_progress`,
  `alter table order_progress_by_location rename to order_progress`,
  `create index order_progress_by_status on order_progress (location_id, status, at)`,
  `create table kitchen_queue (
    order_id text not null primary key references orders (id),
    location_id text not null references locations (id),
    wanted_at text not null,
    portions bigint not null
  )`,
  `create index kitchen_queue_by_location on kitchen_queue (location_id, wanted_at, portions)`,
  `insert into kitchen_queue
    select orders.id, orders.location_id,
      coalesce(max(order_promises.requested_at), orders.opened_at), sum(order_lines.quantity)
    from orders
    join order_lines on order_lines.order_id = orders.id
    left join order_promises on order_promises.order_id = orders.id
    where orders.status in ('received', 'preparing') and order_lines.voided = 0
    group by orders.id, orders.location_id, orders.opened_at`,
];

/**
 * Orders to make, and past preparation times, by location, so that taking an order need not read
 * other orders.
 */
export const kitchen = migrationOf(STATEMENTS);
