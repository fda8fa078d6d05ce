import { migrationOf } from "../../execute.ts";

const FIGURES = [
  ...["transactions", "units", "gross", "discounts", "refunds", "service_charges", "gratuity"],
  ...["tax", "tips", "gift_cards", "guests", "guest_transactions", "voids", "voided_lines"],
];
const COLUMNS = FIGURES.map((name) => `${name} bigint not null`).join(", ");
const SUMS = FIGURES.map((name) => `sum(${name})`).join(", ");

const STATEMENTS = [
  `create table monthly_rollups (
    location_id text not null references locations (id),
    dimension text not null,
    month text not null,
    key text not null,
    ${COLUMNS},
    open_days bigint not null,
    primary key (location_id, dimension, month, key)
  )`,
  `insert into monthly_rollups
    select location_id, dimension, substr(business_date, 1, 7), key, ${SUMS},
      sum(case when dimension = 'day' and transactions > 0
        then 1 << (cast(substr(business_date, 9, 2) as integer) - 1) else 0 end)
    from sales_rollups group by location_id, dimension, substr(business_date, 1, 7), key`,
  `create table sales_rollups_next (
    location_id text not null references locations (id),
    dimension text not null,
    business_date text not null,
    key text not null,
    ${COLUMNS},
    primary key (location_id, dimension, business_date, key)
  )`,
  `create table rollup_shapes (
    shape text not null primary key,
    is_built integer not null check (is_built in (0, 1)),
    after_event bigint not null,
    location_id text not null,
    month text not null
  )`,
];

/** Rollups of whole months beside those of days, and the state of a rebuild. */
export const monthlyRollups = migrationOf(STATEMENTS);
