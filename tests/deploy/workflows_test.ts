import assert from "node:assert/strict";
import { read, readData } from "../support/deployment.ts";

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly needs?: string;
  readonly "timeout-minutes": number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly { target: string }[] } };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const PATHS = [".github/workflows/ci.yml", ".github/workflows/release.yml"];
const release = readData<Workflow>(".github/workflows/release.yml");

Deno.test("every action is pinned to a commit, and says which version that is", () => {
  for (const path of PATHS) {
    const uses = read(path).split("\n").filter((line) => /\buses:/.test(line));
    assert.ok(uses.length > 0);
    for (const line of uses) {
      assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  }
});

Deno.test("a workflow may only read, and a job says what else it may", () => {
  for (const path of PATHS) {
    const { permissions, jobs } = readData<Workflow>(path);
    assert.deepEqual(permissions, { contents: "read" });
    for (const job of Object.values(jobs)) assert.ok(job["timeout-minutes"] > 0);
  }
  const writing = Object.entries(release.jobs)
    .filter(([, { permissions = {} }]) => Object.values(permissions).includes("write"))
    .map(([name]) => name);
  assert.deepEqual(writing, ["release", "image"]);
});

Deno.test("no event input is interpolated into a script", () => {
  for (const path of PATHS) {
    for (const { steps } of Object.values(readData<Workflow>(path).jobs)) {
      for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/);
    }
  }
});

Deno.test("a release has five targets, tested before they are published", () => {
  const targets = release.jobs.build?.strategy?.matrix.include.map(({ target }) => target);
  assert.deepEqual(targets?.toSorted(), [
    "aarch64-apple-darwin",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-linux-gnu",
  ]);
  const { build, release: published, image } = release.jobs;
  assert.deepEqual([build?.needs, published?.needs, image?.needs], ["test", "build", "build"]);
  assert.ok(published?.steps.some(({ run }) => run?.includes("SHA256SUMS")));
  assert.ok(published?.steps.some(({ uses }) => uses?.includes("attest-build-provenance")));
});

Deno.test("CI runs what CI runs here", () => {
  const { jobs } = readData<Workflow>(".github/workflows/ci.yml");
  assert.ok(jobs.test?.steps.some(({ run }) => run === "bash .ci/run"));
});
