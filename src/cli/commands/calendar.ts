import { Command } from "commander";
import { type CalendarCommand, showCalendar } from "../calendar.ts";
import { assertThere, type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";

/** The flags of `calendar`. */
type CalendarFlags = Omit<CalendarCommand, "database" | "location"> & DatabaseFlags;

/** `calendar`: closings and events of locations, shown and entered. */
export function calendarCommand(context: Context): Command {
  return new Command("calendar")
    .description("Show and enter closings and events for forecasts and analytics.")
    .argument("[location]", "id or name (default: all)")
    .option("--closed <dates>", "closed on 2026-12-24, or 2026-12-24..2026-12-26")
    .option("--event <dates>", "an event on these dates; needs --name")
    .option("--name <name>", "its name; use the same one each time it recurs")
    .option("--remove <id>", "remove an entry")
    .addOption(databaseOption())
    .addHelpText("after", "\nMany at once: restaurant-mcp import calendar.csv --kind calendar")
    .action(
      async (
        location: string | undefined,
        { closed, event, name, remove, ...flags }: CalendarFlags,
      ) => {
        const database = onlyDatabase(context, flags);
        await assertThere(database);
        await showCalendar({ database, location, closed, event, name, remove });
      },
    );
}
