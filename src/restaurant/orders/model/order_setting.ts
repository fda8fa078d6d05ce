/**
 * Who sold an order and where: each is a text, and a column of orders, exports, imports and lists of
 * orders. To add one, add it here; its column needs a migration and a description in
 * storage/schema/tables/orders.ts, and a format maps it where its files have it.
 */
export const SETTING = [
  /** Who sold it; only managers see names. */
  "server",
  /** Where it was ordered: a delivery service, a website, a kiosk. */
  "channel",
  "register",
] as const;

/** The name of one of them. */
export type SettingName = typeof SETTING[number];

/** Who sold an order and where; what is not recorded is absent. */
export type OrderSetting = { readonly [Name in SettingName]?: string };

/** Makes a value for each name. */
export function eachSetting<Value>(
  valueOf: (name: SettingName) => Value,
): Record<SettingName, Value> {
  const values: Partial<Record<SettingName, Value>> = {};
  for (const name of SETTING) values[name] = valueOf(name);
  return values as Record<SettingName, Value>;
}

/** The columns of a setting; null where nothing is recorded. */
export function settingColumns(setting: OrderSetting): Record<SettingName, string | null> {
  return eachSetting((name) => setting[name] ?? null);
}

/** The setting that columns have; null records nothing. */
export function settingOf(
  columns: Readonly<Record<SettingName, string | null>>,
): OrderSetting {
  const setting: { -readonly [Name in SettingName]?: string } = {};
  for (const name of SETTING) if (columns[name] !== null) setting[name] = columns[name];
  return setting;
}
