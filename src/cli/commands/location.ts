import { Command } from "commander";
import type { Context } from "../context.ts";
import { type LocationCommand, showLocation } from "../location.ts";
import { assertThere, type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import { databaseOption } from "../options.ts";

/** The flags of `location`. */
type LocationFlags = Omit<LocationCommand, "database"> & DatabaseFlags;

/** `location`: hours and tax of locations, shown and set. */
export function locationCommand(context: Context): Command {
  return new Command("location")
    .description("Show locations, and set when they take orders and which tax they add.")
    .argument("[id]", "id or name (default: all)")
    .option("--hours <hours>", "such as 'mon-thu 11:00-22:00, fri-sat 11:00-01:00', or always")
    .option("--tax-rate <percent>", "sales tax on new orders, such as 8.875")
    .option("--prices-include-tax", "prices on the menu contain it, which is usual outside the US")
    .option("--no-prices-include-tax", "it is added to the prices on the menu")
    .option("--reply-refund-limit <amount>", "most money that a reply to feedback may promise")
    .addOption(databaseOption())
    .action(
      async (
        id: string | undefined,
        { hours, taxRate, pricesIncludeTax, replyRefundLimit, ...flags }: LocationFlags,
      ) => {
        const database = onlyDatabase(context, flags);
        await assertThere(database);
        await showLocation(id, {
          database,
          hours,
          taxRate,
          pricesIncludeTax,
          replyRefundLimit,
        });
      },
    );
}
