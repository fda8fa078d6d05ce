/*
 * deno task compile: builds the program as one binary. It has the permissions of the start task;
 * further hosts that it may connect to are named here, because a binary's permissions are fixed
 * when it is built.
 */
import { parseArgs } from "node:util";
import { RestaurantError } from "../src/values/errors.ts";
import { build, compilerIn } from "./build.ts";
import { parseHosts } from "./hosts.ts";
import { rightsOf, rightsText } from "./rights.ts";

try {
  Deno.exit(await compile(Deno.args));
} catch (error) {
  const { message, details: { hint } } = usageError(error);
  say(["error:", message, hint].filter(Boolean).join(" "));
  Deno.exit(2);
}

async function compile(args: readonly string[]): Promise<number> {
  const { hosts: named, target, output = "dist/restaurant-mcp" } = optionsOf(args);
  const hosts = named === undefined ? [] : parseHosts(named);
  const rights = rightsOf({ target, hosts });
  const code = await build(compilerIn(Deno.env.get("DENO_COMPILE")), { rights, target, output });
  if (code === 0) {
    say(`\n${output}: ${hosts.length === 0 ? "sealed" : "connected"}`, rightsText(rights));
  }
  return code;
}

function optionsOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hosts: { type: "string" },
      target: { type: "string" },
      output: { type: "string", short: "o" },
    },
  });
  return values;
}

/** @throws any error that is not the user's */
function usageError(error: unknown): RestaurantError {
  if (error instanceof RestaurantError) return error;
  if (error instanceof TypeError && "code" in error) {
    return new RestaurantError("INVALID_INPUT", error.message, {
      hint: "It takes --hosts host[:port],…  --target triple  --output file.",
    });
  }
  throw error;
}

function say(...lines: string[]): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
}
