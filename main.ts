import "./src/values/older_runtime.ts";
import { runProgram } from "./src/cli/commands/program.ts";
import { readEnvironment } from "./src/config/environment.ts";

const stop = new AbortController();
const onSignal = () => {
  // Whoever asks a second time does not want to wait.
  if (stop.signal.aborted) Deno.exit(1);
  stop.abort();
};
Deno.addSignalListener("SIGINT", onSignal);
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);

Deno.exit(await runProgram(Deno.args, readEnvironment(), stop.signal));
