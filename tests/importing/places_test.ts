import assert from "node:assert/strict";
import type { Location } from "../../src/restaurant/locations/location.ts";
import { decidePlaces } from "../../src/importing/places.ts";
import type { ImportOptions } from "../../src/importing/options.ts";
import type { Sighting } from "../../src/importing/sighting.ts";
import type { LocationSurvey } from "../../src/importing/survey.ts";
import { DOWNTOWN, HARBOUR, WRITTEN_AT } from "../support/sales.ts";

const STORED: readonly Location[] = [DOWNTOWN, HARBOUR].map((location) => ({
  ...location,
  created_at: WRITTEN_AT,
}));

/** The places of a file that names these locations, with the zones that it gives them. */
function places(
  names: Readonly<Record<string, readonly string[]>>,
  options: ImportOptions = {},
  stored: readonly Location[] = [],
  currencies: readonly string[] = [],
) {
  const locations = Object.entries(names).map(([name, zones], index) =>
    [name, { name, line: index + 2, timeZones: new Set(zones) }] satisfies [string, LocationSurvey]
  );
  const seen = currencies.map((code) =>
    [code, { line: 2, text: code }] satisfies [string, Sighting]
  );
  const survey = { locations: new Map(locations), currencies: new Map(seen) };
  return Object.fromEntries(decidePlaces(survey, stored, options));
}

const ZONE: ImportOptions = { timeZone: "America/New_York", currency: "USD" };

Deno.test("a file with one name or none goes to the location that is wanted", () => {
  const none = places({ "": [] }, { ...ZONE, location: "Joe's Pizza" });
  assert.deepEqual(none[""], {
    stored: false,
    id: "joes-pizza",
    name: "Joe's Pizza",
    time_zone: "America/New_York",
    currency: "USD",
    business_day_start: 240,
  });
  const one = places({ "106 West 11th": [], "": [] }, { ...ZONE, location: "downtown" });
  assert.deepEqual(Object.values(one).map(({ id, name }) => [id, name]), [
    ["downtown", "106 West 11th"],
    ["downtown", "106 West 11th"],
  ]);
  assert.equal(places({ "106 West 11th": [] }, ZONE)["106 West 11th"]?.id, "106-west-11th");
});

Deno.test("a file with several names feeds them all; the option is for rows without one", () => {
  const several = places({ Main: [], "main ": [], Beach: [], "": [] }, {
    ...ZONE,
    location: "online",
  });
  assert.deepEqual(Object.values(several).map(({ id }) => id), ["main", "main", "beach", "online"]);
  assert.throws(() => places({ Main: [], Beach: [], "": [] }, ZONE), {
    message: /Line 4 names no location/,
  });
  assert.throws(() => places({ "": [] }, ZONE), { message: /names no location/ });
});

Deno.test("stored locations keep what they have, and contradictions are refused", () => {
  assert.equal(places({ DOWNTOWN: [] }, {}, STORED)["DOWNTOWN"]?.time_zone, "America/New_York");
  assert.equal(
    places({ "Some Street": [] }, { location: "harbour" }, STORED)["Some Street"]?.id,
    "harbour",
  );
  places({ Downtown: [] }, { ...ZONE, currency: "USD", businessDayStart: 240 }, STORED);
  const wrong: readonly (readonly [ImportOptions, RegExp])[] = [
    [{ timeZone: "Europe/Paris" }, /downtown has timezone America\/New_York, not Europe\/Paris/],
    [{ currency: "EUR" }, /currency USD, not EUR/],
    [{ businessDayStart: 300 }, /business day start 04:00, not 05:00/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => places({ Downtown: [] }, options, STORED), { code: "CONFLICT", message });
  }
});

Deno.test("a new location's zone is the one that is said, else the file's", () => {
  const zone = (labels: readonly string[], options: ImportOptions = {}) =>
    places({ Main: labels }, { currency: "USD", ...options })["Main"]?.time_zone;
  assert.equal(zone(["Pacific Time (US & Canada)"]), "America/Los_Angeles");
  assert.equal(zone(["Europe/Madrid"]), "Europe/Madrid");
  assert.equal(zone(["Pacific Time (US & Canada)"], ZONE), "America/New_York");
  assert.throws(() => zone([]), { message: /needs a time zone, and the file names none/ });
  assert.throws(() => zone(["Middle Earth"]), { message: /'Middle Earth' is not known/ });
  assert.throws(() => zone(["London", "Paris"]), { message: /several \('London', 'Paris'\)/ });
});

Deno.test("currency: from the option, from the amounts, else a question", () => {
  const currency = (options: ImportOptions, seen: readonly string[]) =>
    places({ Main: [] }, { timeZone: "America/New_York", ...options }, [], seen)["Main"]?.currency;
  assert.throws(() => currency({}, []), { message: /needs a currency, and the file names none/ });
  assert.equal(currency({}, ["EUR"]), "EUR");
  assert.throws(() => currency({}, ["EUR", "GBP"]), { message: /names several \(EUR, GBP\)/ });
  assert.equal(currency({ currency: "GBP" }, ["EUR"]), "GBP");
  const stored: Location[] = STORED.map((location, index) => ({
    ...location,
    currency: ["USD", "CAD"][index] ?? "",
  }));
  assert.throws(() => places({ downtown: [], harbour: [] }, {}, stored), {
    code: "CONFLICT",
    message: /downtown \(USD\), harbour \(CAD\)/,
  });
});

Deno.test("names that give no id, and private data in names", () => {
  assert.throws(() => places({ "!!!": [] }, ZONE), {
    message: /'!!!' cannot become a location id/,
  });
  const [place] = Object.values(places({ "Joe's 217-555-1212": [] }, ZONE));
  assert.deepEqual([place?.id, place?.name], ["joes-removed", "Joe's [removed]"]);
});
