import assert from "node:assert/strict";
import { compiledBinary, compiler } from "../support/compile.ts";
import { testWith } from "../support/programs.ts";
import { type Program, program, run, serveProgram } from "../support/server_process.ts";
import { until } from "../support/until.ts";

/** A browser that writes down which address it is to show. */
async function withBrowser(
  use: (browser: string, shown: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const browser = `${folder}/browser`;
    await Deno.writeTextFile(browser, `#!/bin/sh\necho "$1" > "${folder}/shown"\n`, {
      mode: 0o755,
    });
    await use(browser, () => Deno.readTextFile(`${folder}/shown`).catch(() => ""));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function assertOpens({ command, args }: Program): Promise<void> {
  await withBrowser(async (browser, shown) => {
    const opening = { command, args: [...args, "--database", ":memory:", "--open"] };
    await using server = await serveProgram(opening, { env: { BROWSER: browser } });
    await until(async () => await shown() !== "");
    assert.equal((await shown()).trim(), server.url.origin);
  });
}

testWith(["xdg-open"], "--open shows the page in the person's browser", async () => {
  await assertOpens(program());
});

const compile = await compiler();
if (compile === undefined) {
  Deno.test.ignore("the compiled binary opens the page (no compiler works here)", () => {});
} else {
  testWith(["xdg-open"], "the compiled binary opens the page", async () => {
    await assertOpens({ command: await compiledBinary(compile), args: ["serve"] });
  });
}

testWith(["xdg-open"], "without --open no browser is started", async () => {
  await withBrowser(async (browser, shown) => {
    const env = { BROWSER: browser };
    {
      await using _server = await serveProgram(program("--database", ":memory:"), { env });
    }
    await run(program("doctor", "--database", ":memory:"), { env });
    assert.equal(await shown(), "");
  });
});
