import { Catalogue } from "./catalogue.ts";
import feedback from "../../data/demo/feedback.json" with { type: "json" };
import habits from "../../data/demo/habits.json" with { type: "json" };
import holidays from "../../data/demo/holidays.json" with { type: "json" };
import locations from "../../data/demo/locations.json" with { type: "json" };
import menu from "../../data/demo/menu.json" with { type: "json" };
import modifierGroups from "../../data/demo/modifier_groups.json" with { type: "json" };
import pantry from "../../data/demo/pantry.json" with { type: "json" };

/** The catalogue, checked. A fault in the data is a fault of the program: it throws. */
export function readCatalogue(): Catalogue {
  return Catalogue.parse({
    locations,
    menu,
    modifier_groups: modifierGroups,
    pantry,
    holidays,
    habits,
    feedback,
  });
}
