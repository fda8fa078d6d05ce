/*
 * Opens a database, announces itself, and in one transaction reads the locations and adds one.
 * Arguments: engine, URL, id of the location.
 */
import { addLocation, readLocations } from "../../../src/restaurant/locations/location.ts";
import { engineNamed } from "../engines.ts";
import { say } from "../processes.ts";
import { DOWNTOWN, WRITTEN_AT } from "../sales.ts";

const [engine, url = "", id = ""] = Deno.args;
await using database = await engineNamed(engine).open(url);
await say("opened");
await database.write(async (writer) => {
  await readLocations(writer);
  await addLocation(writer, { ...DOWNTOWN, id }, WRITTEN_AT);
});
await say("written");
