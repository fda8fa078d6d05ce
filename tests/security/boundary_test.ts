import assert from "node:assert/strict";
import type { Registry } from "../../src/mcp/registry.ts";
import type { Principal } from "../../src/security/principal.ts";
import { SCOPES } from "../../src/security/scopes.ts";
import { callTool, noon, requestContext, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { foreignRows } from "../support/foreign_rows.ts";
import { PROMPT_ARGUMENTS, RESOURCE_READS, toolCalls, WRITTEN } from "../support/sensible_calls.ts";
import { HERE, type Known, MARK, openTwoPlaces } from "../support/two_places.ts";

/** A caller who may do everything, at some locations. */
function limitedTo(locations: readonly string[]): Principal {
  return {
    id: "token:LIMITED0",
    name: "limited",
    scopes: new Set(SCOPES),
    locations,
    isOAuth: false,
  };
}

/** One thing that is asked, and everything that was answered, as text. */
interface Answer {
  readonly asked: string;
  readonly answered: string;
}

/** Asks everything of a registry that there is to ask, as this caller. */
async function* askEverything(
  registry: Registry,
  known: Known,
  principal: Principal,
): AsyncGenerator<Answer> {
  for (const [name, calls] of Object.entries(toolCalls(known))) {
    for (const args of calls) {
      const { text, structured } = await callTool(registry, name, args, principal);
      yield {
        asked: `${name} ${JSON.stringify(args)}`,
        answered: JSON.stringify([text, structured]),
      };
    }
  }
  const { signal } = new AbortController();
  for (const { definition, read, complete } of registry.resources) {
    for (const uri of RESOURCE_READS[definition.name] ?? []) {
      yield { asked: uri, answered: await told(read(uri, principal, requestContext())) };
    }
    for (const written of WRITTEN) {
      const completing = complete?.(written, principal, signal);
      yield { asked: `${definition.name} ${written}…`, answered: await told(completing) };
    }
  }
  for (const { definition, get, complete } of registry.prompts) {
    for (const args of PROMPT_ARGUMENTS[definition.name] ?? []) {
      const asked = `${definition.name} ${JSON.stringify(args)}`;
      yield { asked, answered: await told(get(args, principal, requestContext())) };
    }
    for (const { name } of definition.arguments ?? []) {
      for (const written of WRITTEN) {
        const completing = complete?.(name, written, principal, signal);
        yield { asked: `${definition.name}.${name} ${written}…`, answered: await told(completing) };
      }
    }
  }
}

/** The result of a call, or the error that a client would read. */
async function told(asking: Promise<unknown> | undefined): Promise<string> {
  try {
    return JSON.stringify(await asking) ?? "nothing";
  } catch (error) {
    return `error: ${JSON.stringify(error)} ${error}`;
  }
}

/** An answer without what differs from time to time: fresh ids, and numbers of events. */
function comparable({ asked, answered }: Answer): Answer {
  const text = answered
    .replaceAll(/\\*"(?:sequence|last_sequence)\\*":\d+/g, "")
    .replaceAll(/\b[0-9a-f]{32}\b/g, "<file>")
    .replaceAll(/\b(?!HERE|FOREIGN|CONFLICT)[A-Z0-9]{8}\b/g, "<id>");
  return { asked, answered: text };
}

async function answersOf(places: Omit<Places, symbol>, principal: Principal): Promise<Answer[]> {
  // Each thing at its own time, so that everything has one order.
  let seconds = 0;
  const clock = () => noon().add({ seconds: seconds++ });
  const registry = testRegistry(places.database, { clock });
  return await Array.fromAsync(askEverything(registry, places, principal));
}

Deno.test("the table of sensible calls names everything there is", async () => {
  await using places = await open(true);
  const { tools, resources, prompts } = testRegistry(places.database);
  const names = (entries: readonly { readonly definition: { readonly name: string } }[]) =>
    entries.map(({ definition }) => definition.name).sort();
  assert.deepEqual(Object.keys(toolCalls(places)).sort(), names(tools));
  assert.deepEqual(Object.keys(RESOURCE_READS).sort(), names(resources));
  assert.deepEqual(Object.keys(PROMPT_ARGUMENTS).sort(), names(prompts));
});

Deno.test("a caller for all locations sees the other location's marks", async () => {
  await using places = await open(true);
  const answers = await answersOf(places, { ...limitedTo([]), locations: null });
  const marked = answers.filter(({ answered }) => answered.includes(MARK));
  for (const name of ["get_sales_data", "search_orders", "update_order_status", "restaurant://"]) {
    assert.ok(marked.some(({ asked }) => asked.startsWith(name)), name);
  }
});

onEveryEngine(
  "for a caller of one location everything is as if there were no other",
  async (engine) => {
    await using everything = await open(true, engine);
    await using alone = await open(false, engine);
    const before = await foreignRows(everything.database.reader, HERE);
    const caller = limitedTo([HERE]);
    // An attacker may know the ids of the other location's changes.
    const { foreign } = everything;
    const answers = await answersOf(everything, caller);
    const expected = await answersOf({ ...alone, foreign }, caller);
    for (const [index, answer] of answers.entries()) {
      const { asked, answered } = answer;
      assert.doesNotMatch(answered, /INTERNAL_ERROR|Something failed/, asked);
      if (!asked.includes(MARK)) assert.doesNotMatch(answered, new RegExp(MARK), asked);
      assert.deepEqual(
        comparable(answer),
        comparable({
          ...expected[index] ?? answer,
          asked: asIn(everything, alone, expected[index]),
        }),
      );
    }
    assert.deepEqual(await foreignRows(everything.database.reader, HERE), before);
  },
);

/** Ids of changes differ from one database to the other; what is asked is the same. */
function asIn(everything: Known, alone: Known, answer: Answer | undefined): string {
  return (answer?.asked ?? "")
    .replace(alone.changes.menu, everything.changes.menu)
    .replace(alone.changes.stock, everything.changes.stock);
}

onEveryEngine(
  "for a caller of no location nothing is there, and nothing is written",
  async (engine) => {
    await using places = await open(true, engine);
    const before = await foreignRows(places.database.reader, "nowhere");
    for (const { asked, answered } of await answersOf(places, limitedTo([]))) {
      assert.doesNotMatch(answered, /INTERNAL_ERROR|Something failed/, asked);
      if (!asked.includes(MARK)) {
        assert.doesNotMatch(
          answered,
          new RegExp(`${MARK}|of ours`),
          asked,
        );
      }
    }
    assert.deepEqual(await foreignRows(places.database.reader, "nowhere"), before);
  },
);

Deno.test("a caller of two locations undoes what concerns both, and no more", async () => {
  await using places = await open(true);
  const registry = testRegistry(places.database);
  const undo = (change_id: string, locations: readonly string[]) =>
    callTool(registry, "undo_change", { change_id }, limitedTo(locations));
  const { two, undone } = places.foreign;
  assert.equal((await undo(two, [HERE])).structured.error_code, "NOT_FOUND");
  assert.equal((await undo(undone, [HERE])).structured.error_code, "NOT_FOUND");
  const half = await undo(two, [HERE, "harbour"]);
  assert.equal(half.structured.error_code, "FORBIDDEN");
  assert.doesNotMatch(half.text, /lisbon/i);
  assert.equal((await undo(two, ["harbour", "lisbon"])).isError, false);
});

type Places = Awaited<ReturnType<typeof openTwoPlaces>> & AsyncDisposable;

async function open(withOthers: boolean, engine?: Engine): Promise<Places> {
  const places = await openTwoPlaces(withOthers, engine);
  return { ...places, [Symbol.asyncDispose]: () => places.database[Symbol.asyncDispose]() };
}
