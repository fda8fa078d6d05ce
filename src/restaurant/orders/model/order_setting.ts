/** Who sold an order and where; what is not recorded is absent. */
export interface OrderSetting {
  /** Who sold it; only managers see names. */
  readonly server?: string;
  /** Where it was ordered: a delivery service, a website, a kiosk. */
  readonly channel?: string;
  readonly register?: string;
}

/** Each is a column of orders, of exports and of imports. */
export const SETTING = ["server", "channel", "register"] as const satisfies readonly (
  keyof OrderSetting
)[];

/** The name of one of them. */
export type SettingName = typeof SETTING[number];

/** The columns of a setting; null where nothing is recorded. */
export function settingColumns(
  { server, channel, register }: OrderSetting,
): Record<SettingName, string | null> {
  return { server: server ?? null, channel: channel ?? null, register: register ?? null };
}

/** The setting that columns have; null records nothing. */
export function settingOf(
  columns: Readonly<Record<SettingName, string | null>>,
): OrderSetting {
  const setting: { -readonly [Name in SettingName]?: string } = {};
  for (const name of SETTING) if (columns[name] !== null) setting[name] = columns[name];
  return setting;
}
