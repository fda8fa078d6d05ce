import { startApp } from "../app/app.ts";
import type { Config } from "../config/config.ts";
import { outgoingHosts } from "../config/hosts.ts";
import { filesFor } from "./configured_database.ts";
import { startLog } from "./log.ts";
import { keepFiles, keepHosts } from "./sandbox.ts";
import { overHttp } from "./serve_http.ts";
import { overStdio } from "./serve_stdio.ts";

/** Serves until the client leaves (stdio) or `signal` aborts; gives the exit code. */
export async function serve(config: Config, signal: AbortSignal): Promise<number> {
  const { database, transport } = config;
  keepFiles({ ...filesFor(database), opensBrowser: config.open });
  if (transport === "stdio") keepHosts(outgoingHosts(config));
  await using log = await startLog(config);
  const { logger } = log;
  await using app = await startApp(config, logger);
  await (transport === "stdio" ? overStdio : overHttp)(config, app, logger, signal);
  return 0;
}
