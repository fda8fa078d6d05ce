import assert from "node:assert/strict";

/** Runs another program on some input files and gives what it prints. */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** A test that opens what was written with other programs; skipped, saying so, without them. */
export function testWith(
  programs: readonly string[],
  name: string,
  run: () => Promise<void>,
): void {
  const missing = programs.filter((program) => !isInstalled(program));
  const reason = missing.length === 0 ? "" : ` (${missing.join(", ")} is not installed)`;
  Deno.test({ name: `${name}${reason}`, ignore: missing.length > 0, fn: run });
}

function isInstalled(program: string): boolean {
  const path = Deno.env.get("PATH") ?? "";
  return path.split(Deno.build.os === "windows" ? ";" : ":").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}
