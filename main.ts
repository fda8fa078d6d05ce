import "./src/values/older_runtime.ts";
import "./src/values/no_web_storage.ts";
import { runProgram } from "./src/cli/commands/program.ts";
import { readEnvironment } from "./src/config/environment.ts";

const stop = new AbortController();
const onSignal = () => {
  // A second interrupt means: stop now.
  if (stop.signal.aborted) Deno.exit(1);
  stop.abort();
};
Deno.addSignalListener("SIGINT", onSignal);
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);

Deno.exit(await runProgram(Deno.args, readEnvironment(), stop.signal));
