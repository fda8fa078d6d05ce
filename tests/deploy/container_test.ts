import assert from "node:assert/strict";
import { VARIABLES } from "../../src/config/environment.ts";
import { read } from "../support/deployment.ts";

interface Instruction {
  readonly name: string;
  readonly text: string;
}

const ROOT = new URL("../../", import.meta.url);
const stages = stagesOf(read("Dockerfile"));
const [build = [], image = []] = stages;

/** The instructions of each stage, comments left out and lines joined. */
function stagesOf(dockerfile: string): Instruction[][] {
  const lines = dockerfile.replaceAll(/^#.*\n/gm, "").replaceAll(/\\\n/g, " ").split("\n");
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name, text = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push({ name, text });
  }
  return stages;
}

function all(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

/** The sources copied from the repository: files, folders, or patterns. */
function sources(): string[] {
  return all(build, "COPY").flatMap((text) => text.split(/\s+/).slice(0, -1));
}

function isCopied(path: string): boolean {
  return sources().some((source) =>
    source === path || path.startsWith(`${source}/`) ||
    new RegExp(`^${source.replaceAll(".", "\\.").replace("*", "[^/]*")}$`).test(path)
  );
}

/** The files of the repository that a module is made of. */
async function filesOf(module: string): Promise<string[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", module],
    cwd: ROOT,
    stderr: "null",
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    readonly modules: readonly { readonly specifier: string }[];
  };
  return modules.map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith(ROOT.href))
    .map((specifier) => specifier.slice(ROOT.href.length));
}

Deno.test("every base image is pinned to its digest", () => {
  assert.equal(stages.length, 2);
  for (const stage of stages) assert.match(all(stage, "FROM")[0] ?? "", /@sha256:[0-9a-f]{64}\b/);
});

Deno.test("the image runs as a user without name and rights, with one volume", () => {
  assert.deepEqual(all(image, "USER"), ["65532:65532"]);
  assert.deepEqual(all(image, "VOLUME"), ["/data"]);
  assert.deepEqual(all(image, "RUN"), []);
});

Deno.test("it ends and is asked for its health without a shell", () => {
  assert.deepEqual(all(image, "STOPSIGNAL"), ["SIGTERM"]);
  const words = ["ENTRYPOINT", "CMD"].map((name) => JSON.parse(all(image, name)[0] ?? ""));
  for (const list of words) assert.ok(Array.isArray(list));
  const [, check = ""] = /CMD (\[.*\])$/.exec(all(image, "HEALTHCHECK")[0] ?? "") ?? [];
  assert.deepEqual(JSON.parse(check), ["/usr/local/bin/restaurant-mcp", "ready"]);
});

Deno.test("no secret is in it", () => {
  const named = stages.flatMap((stage) => [...all(stage, "ENV"), ...all(stage, "ARG")])
    .map((text) => text.split(/[= ]/)[0] ?? "");
  assert.deepEqual(named.toSorted(), ["DATABASE_URL", "HOSTS", "TARGETARCH"]);
  assert.ok(VARIABLES.some((name) => name === "DATABASE_URL"));
});

Deno.test("every input of the binary is copied, and every copied file exists", async () => {
  for (const module of ["main.ts", "deploy/compile.ts"]) {
    const files = await filesOf(module);
    assert.ok(files.includes(module));
    assert.deepEqual(files.filter((path) => !isCopied(path)), []);
  }
  for (const source of sources()) Deno.statSync(new URL(source.replace("*.ts", ""), ROOT));
});

Deno.test("nothing else reaches the builder", () => {
  const [first, ...allowed] = read(".dockerignore").trim().split("\n").slice(1);
  assert.equal(first, "*");
  assert.deepEqual(allowed.map((line) => line.slice(1)).toSorted(), sources().toSorted());
});
