import type { Registry } from "./registry.ts";

type Tools = Pick<Registry, "tools">;

/** Gives the instructions without the lines about tools that a caller may not use. */
export function instructionsFor(instructions: string, registry: Tools): (visible: Tools) => string {
  const names = namesOf(registry);
  const lines = instructions.split("\n").map((line) => ({
    line,
    tools: names.intersection(new Set(line.match(/\w+/g))),
  }));
  return (visible) => {
    if (visible.tools.length === registry.tools.length) return instructions;
    const seen = namesOf(visible);
    return lines.filter(({ tools }) => tools.isSubsetOf(seen)).map(({ line }) => line).join("\n");
  };
}

function namesOf({ tools }: Tools): Set<string> {
  return new Set(tools.map(({ definition }) => definition.name));
}
