import assert from "node:assert/strict";
import { program, run } from "../support/server_process.ts";

const DENO_JSON = new URL("../../deno.json", import.meta.url);

/** Tasks for those who work on the program, or build it; every other one runs it. */
const OF_DEVELOPERS = ["check", "test", "bench", "compile", "page"];

Deno.test("without authentication no other machine is served: it refuses to start, and says why", async () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1", "restaurant.example"]) {
    const { code, stdout, stderr } = await run(
      program("--database", ":memory:", "--transport", "http", "--port", "0", "--host", host),
      { env: { MCP_ALLOWED_HOSTS: "restaurant.example" } },
    );
    assert.notEqual(code, 0, host);
    assert.equal(stdout, "", host);
    assert.match(stderr, /reached by other machines/, host);
    assert.match(stderr, /MCP_AUTH_TOKEN/, host);
  }
});

/** The system's own openers of addresses, for `serve --open`; given up before it serves. */
const OPENERS = " --allow-run=/usr/bin/xdg-open,/usr/bin/open";
/** Long reads run at a lower priority; this tells nothing about the system. */
const PRIORITY = " --allow-sys=setPriority";
const OPENS_BROWSER = "/src/cli/open_page.ts";

Deno.test("no task that runs the program may run others, call foreign code or ask the system", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(DENO_JSON));
  const of = Object.entries<{ command: string }>(tasks)
    .filter(([name]) => !OF_DEVELOPERS.includes(name));
  assert.ok(of.length >= 2);
  for (const [name, { command }] of of) {
    if (!/\bdeno (?:run|compile)\b/.test(command)) continue;
    const known = command.replace(PRIORITY, "");
    const others = name === "start" ? known.replace(OPENERS, "") : known;
    assert.doesNotMatch(others, /--allow-(?:run|ffi|sys|all|import)|\s-A\b|--unstable-ffi/, name);
    assert.doesNotMatch(
      command,
      /--allow-env(?!=)|--allow-net(?!=)/,
      `${name}: names what it needs`,
    );
    assert.match(command, /--no-prompt/, name);
  }
});

Deno.test("the program itself starts no other, loads no library and evaluates no text", async () => {
  const forbidden =
    /Deno\.(?:Command|dlopen|run)\b|node:child_process|\bnew Function\b|\bnew Worker\((?!new URL\("\.\/worker\.ts", import\.meta\.url\))|\beval\(/;
  const open = [new URL("../../main.ts", import.meta.url)];
  const folders = [new URL("../../src/", import.meta.url)];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory) folders.push(new URL(`${name}/`, folder));
      else open.push(new URL(name, folder));
    }
  }
  assert.ok(open.length > 100);
  for (const file of open.filter(({ pathname }) => !pathname.endsWith(OPENS_BROWSER))) {
    assert.doesNotMatch(await Deno.readTextFile(file), forbidden, file.href);
  }
});
