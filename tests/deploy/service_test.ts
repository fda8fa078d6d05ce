import assert from "node:assert/strict";
import { VARIABLES } from "../../src/config/environment.ts";
import { read } from "../support/deployment.ts";
import { type Outcome, run } from "../support/server_process.ts";

const PROGRAM = "/usr/local/bin/restaurant-mcp";
const unit = read("deploy/restaurant-mcp.service");

/** As systemd's own figures go from 0 to 10, and below 2 is "safe". In tenths. */
const MOST_EXPOSED = "15";

/** Why systemd's tool cannot check the unit here. */
const missing = await analyze("--version").then(({ code, stdout }) => {
  const version = Number(/systemd (\d+)/.exec(stdout)?.[1]);
  return code === 0 && version >= 250 ? undefined : `systemd-analyze is of version ${version}`;
}, () => "systemd-analyze is not installed");

function analyze(...args: string[]): Promise<Outcome> {
  return run({ command: "systemd-analyze", args });
}

/** The unit as a file, with a program that exists on this machine. */
async function withUnit(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/restaurant-mcp.service`;
    await Deno.writeTextFile(path, unit.replaceAll(PROGRAM, Deno.execPath()));
    await work(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function values(name: string): string[] {
  return [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);
}

Deno.test({
  name: `systemd understands the unit${missing === undefined ? "" : ` (${missing})`}`,
  ignore: missing !== undefined,
  fn: () =>
    withUnit(async (path) => {
      const { code, stderr } = await analyze("verify", path);
      assert.equal(code, 0, stderr);
      assert.equal(stderr, "");
    }),
});

Deno.test({
  name: `systemd finds it little exposed${missing === undefined ? "" : ` (${missing})`}`,
  ignore: missing !== undefined,
  fn: () =>
    withUnit(async (path) => {
      const args = ["security", "--offline=true", `--threshold=${MOST_EXPOSED}`, "--no-pager"];
      const { code, stdout } = await analyze(...args, path);
      assert.equal(code, 0, stdout);
    }),
});

Deno.test("it listens on loopback, keeps its data in its own folder and restarts", () => {
  assert.deepEqual(values("ExecStart"), [`${PROGRAM} serve --transport http`]);
  assert.deepEqual(values("StateDirectory"), ["restaurant-mcp"]);
  assert.deepEqual(values("Restart"), ["always"]);
  assert.deepEqual(values("IPAddressDeny"), ["any"]);
  assert.deepEqual(values("IPAddressAllow"), ["localhost"]);
});

Deno.test("its variables are the program's; secrets come from a file", () => {
  const names = values("Environment").map((value) => value.split("=")[0] ?? "");
  assert.deepEqual(names, ["DATABASE_URL"]);
  assert.ok(VARIABLES.some((name) => name === names[0]));
  assert.deepEqual(values("EnvironmentFile"), ["-/etc/restaurant-mcp/environment"]);
});
