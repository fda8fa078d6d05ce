const level = Deno.env.get("TEST_EFFORT") ?? "quick";
if (level !== "quick" && level !== "thorough") {
  throw new Error(`TEST_EFFORT is '${level}'; it is quick or thorough`);
}

/**
 * How much of the same a test does: `deno task test` does enough to find what breaks,
 * `deno task test:thorough` (TEST_EFFORT=thorough) what breaks rarely. Both assert the same.
 */
export function effort(amount: { readonly quick: number; readonly thorough: number }): number {
  return amount[level as keyof typeof amount];
}
