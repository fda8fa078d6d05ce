/*
 * Opens a database, announces itself, and adds one location.
 * Arguments: engine, URL, id of the location.
 */
import { addLocation } from "../../../src/locations/location.ts";
import { engineNamed } from "../engines.ts";
import { say } from "../processes.ts";
import { DOWNTOWN, WRITTEN_AT } from "../sales.ts";

const [engine, url = "", id = ""] = Deno.args;
await using database = await engineNamed(engine).open(url);
await say("opened");
await database.write((writer) => addLocation(writer, { ...DOWNTOWN, id }, WRITTEN_AT));
await say("written");
