import { Command } from "commander";
import { openDatabase } from "../open_database.ts";
import { checkRollups } from "../../restaurant/sales/check_rollups.ts";
import { rebuildRollups } from "../../restaurant/sales/rebuild_rollups.ts";
import { RestaurantError } from "../../values/errors.ts";
import { assertThere, type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";
import { progressLine } from "../progress.ts";

/** `rebuild`: recounts the sales figures from the orders and checks them. */
export function rebuildCommand(context: Context): Command {
  return new Command("rebuild")
    .summary("Recount the sales figures from the orders.")
    .description(
      "Recount every order and refund and check the result, even while a server runs: it " +
        "answers from the old figures until the new ones are complete. If interrupted, it resumes " +
        "where it stopped. A server does this itself when a new version needs other figures.",
    )
    .addOption(databaseOption())
    .action(async (flags: DatabaseFlags) => {
      const address = onlyDatabase(context, flags);
      await assertThere(address);
      await using database = await openDatabase(address);
      const line = progressLine("counting", Infinity);
      try {
        const onProgress = (share: number) => line.show(Math.floor(100 * share));
        await rebuildRollups(database, { onProgress, signal: context.signal });
      } finally {
        line.clear();
      }
      const { orders, refunds, different } = await database.write((writer) => checkRollups(writer));
      if (different > 0) throw stillDifferent(different);
      printResult(`Sales figures counted from ${orders} orders and ${refunds} refunds: exact.`);
    });
}

function stillDifferent(different: number): RestaurantError {
  return new RestaurantError("CONFLICT", `${different} figures differ from their orders.`, {
    hint: "Stop other programs that write to the database and run it again. Report it if the " +
      "difference remains.",
  });
}
