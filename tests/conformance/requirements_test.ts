import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { systemClock } from "../../src/values/clock.ts";
import { testRegistry } from "../support/calls.ts";
import { serveHttp } from "../support/http.ts";
import { fixtures } from "./fixtures.ts";
import {
  conformance,
  merge,
  scenariosIn,
  SUITES,
  withoutTools,
  withTestCapabilities,
} from "./suite.ts";

const FIXTURE = "wants a tool or prompt of its own that asks for input";
const TASKS = "the tasks extension, which this server does not offer";

/** Scenarios that fail, each because of a fixture or an extension that it wants. */
const FAILING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "2025-11-25": {
    "json-schema-2020-12": "wants the tool json_schema_2020_12_tool; pending",
  },
  "2026-07-28": {
    "server-stateless":
      "four checks want test_missing_capability, test_streaming_elicitation and " +
      "test_logging_tool",
    "input-required-result-basic-elicitation": FIXTURE,
    "input-required-result-basic-sampling": FIXTURE,
    "input-required-result-basic-list-roots": FIXTURE,
    "input-required-result-request-state": FIXTURE,
    "input-required-result-multiple-input-requests": FIXTURE,
    "input-required-result-multi-round": FIXTURE,
    "input-required-result-non-tool-request": FIXTURE,
    "input-required-result-result-type": FIXTURE,
    "input-required-result-tampered-state": FIXTURE,
    "input-required-result-capability-check": FIXTURE,
    "tasks-lifecycle": TASKS,
    "tasks-capability-negotiation": TASKS,
    "tasks-wire-fields": TASKS,
    "tasks-request-state-removal": TASKS,
    "tasks-mrtr-input": TASKS,
    "tasks-request-headers": TASKS,
    "tasks-dispatch-and-envelope": TASKS,
    "tasks-required-task-error": TASKS,
    "tasks-mrtr-composition": TASKS,
    "json-schema-2020-12": "wants the tool json_schema_2020_12_tool; pending",
    "http-custom-header-server-validation": "wants a tool with x-mcp-header; pending",
  },
};

for (const [revision, failing] of Object.entries(FAILING)) {
  Deno.test(`the newest suite's requirements of ${revision} are met, but for named fixtures and extensions`, async () => {
    await using database = await openSqlite(IN_MEMORY);
    const registry = merge(testRegistry(database, { clock: systemClock }), fixtures);
    await using server = await serveHttp(withTestCapabilities(registry), {
      registry: withoutTools(registry, fixtures),
    });
    const { report } = await conformance(server.url, SUITES.newest, "--requirements", revision);
    const scenarios = scenariosIn(report);
    const failed = [...scenarios].filter(([, isPassed]) => !isPassed).map(([name]) => name);
    assert.ok(scenarios.size > 30, report);
    assert.deepEqual(failed.sort(), Object.keys(failing).sort(), report);
    // What needs a fixture or an extension is all that fails in it.
    assert.match(
      report,
      /server-stateless: 24 passed, 4 failed|server-session-lifecycle: 3 passed/,
    );
  });
}
