/** When everything of an older database was written. */
export const OLD_AT = "2026-12-31T12:00:00Z";

/** The statement that adds a location to an older database. */
export function oldLocation(id: string): string {
  return `insert into locations values ('${id}', '${id}', 'UTC', 'USD', 240, '${OLD_AT}')`;
}

/** The statement that adds the one item of its menu, `BURGER00`. */
export const OLD_BURGER =
  `insert into menu_items values ('BURGER00', 'Burger', 'Mains', '', 'USD', 950, 1, '${OLD_AT}',
    '${OLD_AT}')`;

interface OldOrder {
  readonly id: string;
  readonly location_id?: string;
  readonly number?: string;
  readonly status?: string;
  readonly customer_name?: string;
}

/** The statement that adds orders of 9.50, in columns that every version has. */
export function oldOrders(orders: readonly OldOrder[]): string {
  const rows = orders.map((
    { id, location_id = "downtown", number = "1", status = "completed", customer_name = "" },
  ) =>
    `('${id}', '${location_id}', 'generic', '${number}', 'takeout', '${status}', '${OLD_AT}',
      '2026-12-31', 7, nullif('${customer_name}', ''), 950, 0, 0, 0, 0, 0, 1, '${OLD_AT}')`
  );
  return `insert into orders (id, location_id, source, number, order_type, status, opened_at,
    business_date, local_hour, customer_name, gross, discounts, service_charges, gratuity, tax,
    tips, version, updated_at) values ${rows.join(", ")}`;
}

/**
 * The statement that adds lines of one burger each to every order of which `of` is true.
 *
 * @param amounts Gross, discount, tax, voided and gift card of each line.
 */
export function oldLines(of: string, amounts: readonly string[] = ["950, 0, 0, 0, 0"]): string {
  const lines = amounts.map((figures, at) =>
    `select id, ${at + 1}, 'BURGER00', 'Burger', '', 'Mains', 1000, ${figures}
      from orders where ${of}`
  );
  return `insert into order_lines (order_id, line_number, menu_item_id, name, variation, category,
    quantity, gross, discount, tax, voided, gift_card) ${lines.join(" union all ")}`;
}
