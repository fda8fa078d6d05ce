import { startApp } from "../app/app.ts";
import type { Config } from "../config/config.ts";
import { outgoingHosts } from "../config/hosts.ts";
import { servedFiles } from "./configured_database.ts";
import { startLog } from "./log.ts";
import { wereRowsLeftHidden } from "../storage/unpublished_rows.ts";
import { keepFiles, keepHosts } from "./sandbox.ts";

/** Serves until the client leaves (stdio) or `signal` aborts; gives the exit code. */
export async function serve(config: Config, signal: AbortSignal): Promise<number> {
  const { transport } = config;
  keepFiles({ ...servedFiles(config), opensBrowser: config.open });
  if (transport === "stdio") keepHosts(outgoingHosts(config));
  await using log = await startLog(config);
  const { logger } = log;
  await using app = await startApp(config, logger);
  await using serving = new AsyncDisposableStack();
  if (await wereRowsLeftHidden(config.database, app.database.reader)) {
    const { finishImports } = await import("./unfinished_imports.ts");
    serving.use(finishImports(app.database, logger));
  }
  if (config.inbox !== undefined) {
    const { startInbox } = await import("./inbox.ts");
    serving.use(await startInbox(app.database, config.inbox, logger));
  }
  const serveOver = transport === "stdio"
    ? (await import("./serve_stdio.ts")).overStdio
    : (await import("./serve_http.ts")).overHttp;
  await serveOver(config, app, logger, signal);
  return 0;
}
