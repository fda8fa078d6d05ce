import assert from "node:assert/strict";
import type { Registry } from "../../src/mcp/registry.ts";
import { type Exchange, legacy, modern } from "./edge.ts";
import { BEEF } from "./pantry.ts";
import { BURGER } from "./sales.ts";

type Args = Readonly<Record<string, unknown>>;

/**
 * A call of each tool that goes through on the floor of the tests; the order and change are given.
 * A new tool needs an entry.
 */
export function honestArguments(
  { order = "ORDER000", change = "CHANGE00" } = {},
): Readonly<Record<string, Args>> {
  const item_id = BURGER.menu_item_id;
  const items = [{ menu_item_id: item_id, quantity: 1 }];
  return {
    get_sales_data: { date: "2026-12-31", group_by: "item", compare_to: "previous_week" },
    get_analytics: { date_range: "last_30_days", sections: ["summary"] },
    forecast_demand: { horizon_days: 7, location: "downtown" },
    get_menu: { text: "burger" },
    get_live_orders: {},
    search_orders: { text: "burger" },
    process_order: { order_data: { location: "downtown", order_type: "takeout", items } },
    update_order_status: { order_id: order, status: "preparing" },
    update_menu_item: { item_id, updates: { description: "Another one" } },
    set_item_availability: { item_id, availability: "limited", remaining: 50, location: "all" },
    get_inventory: {},
    update_inventory: { item_id: BEEF.id, quantity: 5000, location: "downtown" },
    draft_purchase_orders: { location: "downtown" },
    update_purchase_order: { purchase_order_id: "PURCHASE", action: "drop" },
    search_feedback: { text: "cold" },
    analyze_customer_feedback: { feedback_id: "FEEDBACK" },
    reply_to_feedback: { feedback_id: "FEEDBACK", reply: "Thank you for telling us." },
    undo_change: { change_id: change },
    generate_report: {
      report_type: "sales",
      start_date: "2026-12-30",
      format: "json",
      filters: { location: "downtown", item: BURGER.name },
    },
    health_check: {},
  };
}

/** What the variables of resources and the arguments of prompts may be on the floor of the tests. */
export const HONEST: Readonly<Record<string, string>> = {
  date: "2026-12-31",
  id: BURGER.menu_item_id,
  since: "0",
  table: "orders",
  location: "downtown",
  week_ending: "2026-12-31",
};

/** The address of a resource, with its variable filled in. */
export function addressOf(
  { definition }: Registry["resources"][number],
  values: Readonly<Record<string, string>> = HONEST,
): string {
  if ("uri" in definition) return definition.uri;
  return definition.uriTemplate.replace(
    /\{(\??)(\w+)\}/,
    (_place, mark: string, name: string) =>
      `${mark === "" ? "" : `?${name}=`}${values[name] ?? ""}`,
  );
}

/** Everything that a client can ask of a registry, by method. */
export function everyQuestion(
  registry: Registry,
  ids: { readonly order?: string; readonly change?: string } = {},
): readonly (readonly [method: string, params: Readonly<Record<string, unknown>>])[] {
  const { tools, resources, prompts } = registry;
  const args = honestArguments(ids);
  return [
    ["tools/list", {}],
    ...tools.map(({ definition: { name } }) =>
      ["tools/call", { name, arguments: argumentsOf(name, args) }] as const
    ),
    ...resources.map((resource) => ["resources/read", { uri: addressOf(resource) }] as const),
    ...prompts.map(({ definition: { name } }) => ["prompts/get", { name, arguments: {} }] as const),
    ...completions(registry),
  ];
}

/** Those of one tool; a tool without an entry is an error. */
export function argumentsOf(name: string, all: Readonly<Record<string, Args>>): Args {
  const args = all[name];
  assert.ok(args !== undefined, `${name} has no entry in tests/support/every_question.ts`);
  return args;
}

function completions({ resources, prompts }: Registry) {
  const refs = [
    ...resources.flatMap(({ definition }) =>
      "uriTemplate" in definition
        ? [{
          ref: { type: "ref/resource", uri: definition.uriTemplate },
          names: [...definition.uriTemplate.matchAll(/\{\??(\w+)\}/g)].map(([, name]) => name),
        }]
        : []
    ),
    ...prompts.map(({ definition: { name, arguments: args = [] } }) => ({
      ref: { type: "ref/prompt", name },
      names: args.map(({ name }) => name),
    })),
  ];
  return refs.flatMap(({ ref, names }) =>
    names.map((name) => ["completion/complete", { ref, argument: { name, value: "" } }] as const)
  );
}

/** The same in the form of both eras. */
export function inBothEras(
  session: string,
  [method, params]: readonly [string, Args],
): readonly [Exchange, Exchange] {
  return [modern(method, params), legacy(session, method, params)];
}
