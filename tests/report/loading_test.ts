import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

interface Graph {
  readonly roots: readonly string[];
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly specifier: string;
      readonly code?: { readonly specifier?: string };
      readonly isDynamic?: boolean;
    }[];
  }[];
}

/** What is loaded when a module starts: everything that it imports, dynamic imports left out. */
async function loadedWith(entry: string): Promise<string[]> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-lock", new URL(entry, ROOT).pathname],
    cwd: ROOT.pathname,
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const { roots, modules }: Graph = JSON.parse(new TextDecoder().decode(stdout));
  const byName = new Map(modules.map((module) => [module.specifier, module]));
  const loaded = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    for (const { code, isDynamic } of byName.get(name)?.dependencies ?? []) {
      if (code?.specifier !== undefined && !isDynamic) waiting.push(code.specifier);
    }
  }
  return [...loaded];
}

/** What only a report needs: its renderers, its sections, and the packages and fonts behind them. */
const ONLY_REPORTS = [
  /npm:\/?pdfkit/,
  /npm:\/?hucre/,
  /\/src\/report\/(pdf|xlsx)\//,
  /\/src\/restaurant\/reporting\/(sales|inventory|customer|close|report_job)\.ts$/,
];

/** `main.ts` loads a command when it is called, and `serve` loads how it is reached. */
const ENTRIES = [
  ["main.ts", 10],
  ["src/cli/serve.ts", 10],
  ["src/cli/serve_stdio.ts", 10],
  ["src/cli/serve_http.ts", 50],
  ["src/app/app.ts", 50],
  ["src/app/registry.ts", 50],
  ["src/work/worker.ts", 50],
] as const;

for (const [entry, atLeast] of ENTRIES) {
  Deno.test(`${entry} loads nothing of a report before the first one`, async () => {
    const loaded = await loadedWith(entry);
    assert.ok(loaded.length >= atLeast, `${loaded.length} modules`);
    const early = loaded.filter((name) => ONLY_REPORTS.some((pattern) => pattern.test(name)));
    assert.deepEqual(early, []);
  });
}
