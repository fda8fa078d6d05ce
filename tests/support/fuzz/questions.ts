import { fc } from "../../packages/fast_check.ts";
import type { Registry } from "../../../src/mcp/registry.ts";
import { type Exchange, legacy, modern } from "../edge.ts";
import { BEEF, BUNS, LETTUCE } from "../pantry.ts";
import { SAID } from "../feedback.ts";
import { BURGER, COLA, SALAD } from "../sales.ts";
import { grown, type Schema } from "./grown.ts";
import { hostileText } from "./hostile.ts";
import { nearly } from "./mutation.ts";

const ITEMS = [BURGER, SALAD, COLA].map(({ menu_item_id }) => menu_item_id);
const INGREDIENTS = [BEEF, BUNS, LETTUCE].map(({ id }) => id);
const DATES = ["2026-12-01", "2026-12-30", "2026-12-31"];
const PLACES = ["downtown", "downtown", "harbour", "Downtown"];

/** Texts that the fuzzer's restaurant knows, by the name of the argument. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  date: DATES,
  end_date: ["2026-12-31", "2027-01-01", "2027-12-31"],
  week_ending: DATES,
  location: PLACES,
  to_location: PLACES,
  item_id: ITEMS,
  menu_item_id: [BURGER.menu_item_id, BURGER.menu_item_id, SALAD.menu_item_id],
  modifiers: ["cheese", "Bacon"],
  order_type: ["takeout", "dine_in"],
  order_id: ["@order"],
  change_id: ["@change"],
  purchase_order_id: ["@purchase"],
  feedback_id: Object.keys(SAID),
  date_range: ["last_7_days", "last_28_days"],
  start_date: DATES,
  item: ["Cheeseburger", "cola"],
  reply: ["Thank you for telling us."],
  reason: ["a broken plate"],
  text: ["burger", "1", "%"],
  requested_time: ["2026-12-31T20:00", "2027-01-15T12:00:00-05:00"],
  cursor: ["MjAyNi0xMi0zMVQxMjowMDowMFogT1JERVIwMDE", "MCAwIEJFRUYwMDAwIGRvd250b3du"],
};

function known(argument: string, tool?: string): readonly string[] {
  return tool === "update_inventory" && argument === "item_id"
    ? INGREDIENTS
    : KNOWN[argument] ?? [];
}

/** The same question in either era. */
function inEitherEra(
  method: string,
  params: fc.Arbitrary<Readonly<Record<string, unknown>>>,
): fc.Arbitrary<Exchange> {
  return fc.tuple(params, fc.boolean()).map(([params, isModern]) =>
    isModern ? modern(method, params) : legacy("@session", method, params)
  );
}

/** Calls of every tool, with arguments grown from its own schema. */
export function calls({ tools }: Registry): fc.Arbitrary<Exchange> {
  const ofTool = tools.map(({ definition: { name, inputSchema } }) => {
    const args = nearly(grown(inputSchema as Schema, (argument) => known(argument, name)));
    return inEitherEra("tools/call", args.map((args) => ({ name, arguments: args })));
  });
  return fc.oneof(...ofTool);
}

/** Addresses of every resource, their variables filled with something, and addresses of none. */
function addresses({ resources }: Registry): fc.Arbitrary<string> {
  const hostile = fc.oneof(hostileText, hostileText.map(encodeSafely));
  const ofResource = resources.map(({ definition }) => {
    if ("uri" in definition) {
      const uri = fc.constant(definition.uri);
      return fc.oneof(uri, uri, fc.tuple(uri, hostile).map((parts) => parts.join("")));
    }
    const { uriTemplate } = definition;
    const value = fc.oneof(
      fc.constantFrom(...ITEMS, ...DATES, "0", "5", "@order", "@report", "orders"),
      hostile,
    );
    return value.map((value) =>
      uriTemplate.replace(/\{\?(\w+)\}/, "?$1={$1}").replace(/\{\w+\}/, () => value)
    );
  });
  return fc.oneof(...ofResource, hostile);
}

function encodeSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Everything besides tools that takes a text: resources, prompts, completions, subscriptions. */
export function readings(registry: Registry): fc.Arbitrary<Exchange> {
  const uri = addresses(registry);
  const prompts = registry.prompts.map(({ definition }) => definition);
  const value = (name: string) => fc.oneof(fc.constantFrom(...known(name), "d", ""), hostileText);
  const gets = prompts.map(({ name, arguments: args = [] }) => {
    const filled = fc.record(
      Object.fromEntries(args.map(({ name }) => [name, value(name)])),
      { requiredKeys: [] },
    );
    return inEitherEra("prompts/get", nearly(filled).map((args) => ({ name, arguments: args })));
  });
  const ref = fc.oneof(
    fc.constantFrom(...prompts.map(({ name }) => ({ type: "ref/prompt", name }))),
    uri.map((uri) => ({ type: "ref/resource", uri })),
    fc.constantFrom(
      ...registry.resources.flatMap(({ definition }) =>
        "uriTemplate" in definition ? [{ type: "ref/resource", uri: definition.uriTemplate }] : []
      ),
    ),
  );
  const argument = fc.record({
    name: fc.oneof(fc.constantFrom("date", "id", "location", "week_ending", "since"), hostileText),
    value: fc.oneof(value("date"), value("location")),
  });
  return fc.oneof(
    inEitherEra("resources/read", uri.map((uri) => ({ uri }))),
    inEitherEra("resources/subscribe", uri.map((uri) => ({ uri }))),
    ...gets,
    inEitherEra(
      "completion/complete",
      fc.record({ ref, argument }) as fc.Arbitrary<Readonly<Record<string, unknown>>>,
    ),
    fc.array(uri, { maxLength: 4 }).map((uris) =>
      modern("subscriptions/listen", { notifications: { resourceSubscriptions: uris } })
    ),
  );
}
