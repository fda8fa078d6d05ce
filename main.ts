import { runProgram } from "./src/cli/program.ts";
import { readEnvironment } from "./src/config/environment.ts";

const stop = new AbortController();
const onSignal = () => stop.abort();
Deno.addSignalListener("SIGINT", onSignal);
Deno.addSignalListener("SIGTERM", onSignal);

Deno.exit(await runProgram(Deno.args, readEnvironment(), stop.signal));
