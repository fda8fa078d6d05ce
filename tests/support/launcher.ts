import { program } from "./server_process.ts";

/** Writes a script in place of the binary, which runs the program with its arguments. */
export async function writeLauncher(path: string): Promise<void> {
  const { command, args } = program();
  const words = [command, ...args].map((word) => `'${word}'`).join(" ");
  await Deno.writeTextFile(path, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
}
