import assert from "node:assert/strict";
import { readSourceFiles, type SourceFile } from "./support/source_files.ts";

/** The rooms of the restaurant itself: they know nothing of MCP, HTTP, arguments or environment. */
const DOMAIN = [
  "locations",
  "events",
  "changes",
  "idempotency",
  "feedback",
  "menu",
  "inventory",
  "orders",
  "sales",
  "ordering",
  "importing",
  "demo",
];
const BELOW_THE_EDGE = [...DOMAIN, "storage", "values"];

/**
 * What each room may import besides itself; a file stands for that file only. Each names only rooms
 * above it in this list, so there is no way round in a circle. To add a room, say here where it is.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  values: [],
  storage: ["values"],
  locations: ["storage", "values"],
  events: ["storage", "values"],
  changes: ["storage", "values"],
  idempotency: ["storage", "values"],
  security: ["storage", "values"],
  telemetry: ["security", "values"],
  feedback: ["storage", "values"],
  menu: ["locations", "events", "changes", "storage", "values"],
  inventory: ["locations", "events", "changes", "idempotency", "menu", "storage", "values"],
  orders: ["storage", "values"],
  sales: ["locations", "menu", "orders", "storage", "values"],
  moving: ["sales", "security", "storage", "values"],
  ordering: [
    ...["locations", "events", "idempotency", "menu", "inventory", "orders", "sales"],
    ...["storage", "values"],
  ],
  importing: ["locations", "menu", "inventory", "orders", "sales", "storage", "values"],
  demo: ["locations", "menu", "inventory", "orders", "sales", "ordering", "storage", "values"],
  config: ["security", "values"],
  mcp: [
    "security",
    "storage/database.ts",
    "storage/session_store.ts",
    "telemetry/health.ts",
    "values",
  ],
  tools: ["mcp/tool.ts", "security/scopes.ts", "telemetry/health.ts", ...BELOW_THE_EDGE],
  resources: ["mcp/resource.ts", "security/scopes.ts", ...BELOW_THE_EDGE],
  prompts: ["mcp/prompt.ts", "security/scopes.ts", ...BELOW_THE_EDGE],
  "registry.ts": ["mcp", "tools", "resources", "prompts", "security", "storage", "values"],
  "app.ts": [
    "registry.ts",
    "config",
    "mcp",
    "resources",
    "security",
    "telemetry",
    ...BELOW_THE_EDGE,
  ],
  cli: ["app.ts", "registry.ts", "config", "mcp", "moving", "security", ...BELOW_THE_EDGE],
  "main.ts": ["cli", "config"],
};

/** Which rooms may use a package, or data that is no code. What is not here is used nowhere. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@logtape/logtape": ["mcp", "registry.ts", "app.ts", "cli"],
  "@modelcontextprotocol/server": ["mcp"],
  "@opentelemetry/api": ["mcp"],
  "cockatiel": ["storage"],
  "commander": ["cli"],
  "data/demo": ["demo"],
  "deno.json": ["registry.ts"],
  "hono": ["mcp"],
  "jose": ["security"],
  "kysely": ["storage"],
  "lru-cache": ["security", "mcp"],
  "node:buffer": ["values", "security"],
  "node:crypto": ["values", "security", "importing"],
  "node:path": ["importing", "app.ts", "cli"],
  "node:process": ["mcp"],
  "node:sqlite": ["storage"],
  "node:stream": ["mcp"],
  "node:string_decoder": ["mcp"],
  "pg": ["storage"],
  "prom-client": ["telemetry"],
  "pure-rand": ["demo"],
  "zod": [
    "inventory",
    "sales",
    "ordering",
    "orders",
    "importing",
    "demo",
    "config",
    "mcp",
    "tools",
    "resources",
    "prompts",
  ],
};

const files = await readSourceFiles();

Deno.test("rooms depend on each other in one direction", () => {
  const rooms = Object.keys(ROOMS);
  for (const [room, allowed] of Object.entries(ROOMS)) {
    const above = rooms.slice(0, rooms.indexOf(room));
    const wrong = allowed.filter((name) => !above.includes(name) && !above.includes(roomOf(name)));
    assert.deepEqual(wrong, [], `${room} may import what comes after it`);
  }
});

Deno.test("every file imports only what its room may import", () => {
  assert.deepEqual(
    faults((file) => file.imports.filter((path) => !mayImport(file.path, path))),
    [],
  );
});

Deno.test("no file imports itself in a circle", () => {
  assert.deepEqual(circles(files), []);
});

/** What must not be written, except in some places, and an example of it. */
const FORBIDDEN: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly example: string;
  readonly except?: readonly string[];
}[] = [
  { what: "a default export", pattern: /^export default\b/m, example: "export default run;" },
  { what: "a re-export of everything", pattern: /^export \*/m, example: 'export * from "./a.ts";' },
  { what: "the type any", pattern: /(?::|<|\bas)\s*any\b(?!\s+\w)/, example: "(a: any) => a" },
  {
    what: "the environment",
    pattern: /\bDeno\.env\b|\bprocess\.env\b/,
    example: 'Deno.env.get("HOME")',
    except: ["config"],
  },
  {
    what: "the command line",
    pattern: /\bDeno\.args\b|\bprocess\.argv\b/,
    example: "const [file] = Deno.args;",
    except: ["main.ts"],
  },
  {
    what: "standard output",
    pattern: /\b(?:Deno|process)\.stdout\b|\bconsole\.|\b(?:alert|prompt)\(/,
    example: "console.log(1)",
    except: ["cli", "mcp/stdio.ts"],
  },
  {
    what: "an exit",
    pattern: /\bDeno\.exit\b|\bprocess\.exit\b/,
    example: "Deno.exit(1)",
    except: ["main.ts"],
  },
];

for (const { what, pattern, except = [] } of FORBIDDEN) {
  Deno.test(`${what} is ${except.length === 0 ? "nowhere" : `only in ${except.join(" and ")}`}`, () => {
    const elsewhere = files.filter(({ path }) => !isIn(path, except));
    const found = elsewhere.filter(({ text }) => pattern.test(withoutComments(text)));
    assert.deepEqual(found.map(({ path }) => path), []);
  });
}

Deno.test("everything exported says what it is", () => {
  const exported =
    /^export (?:async |abstract )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/;
  const bare = faults(({ text }) => {
    const lines = text.split("\n");
    return lines.flatMap((line, index) => {
      const name = exported.exec(line)?.[1];
      return name === undefined || lines[index - 1]?.endsWith("*/") ? [] : [name];
    });
  });
  assert.deepEqual(bare, []);
});

Deno.test("the rules above see what they are for", () => {
  const paths = files.map(({ path }) => path);
  assert.ok(paths.includes("main.ts") && paths.includes("src/storage/sqlite.ts"));
  const sqlite = files.find(({ path }) => path === "src/storage/sqlite.ts");
  for (const imported of ["node:sqlite", "kysely", "src/storage/schema.ts"]) {
    assert.ok(sqlite?.imports.includes(imported), imported);
  }
  assert.ok(!mayImport("src/sales/a.ts", "src/mcp/tool.ts"));
  assert.ok(!mayImport("src/tools/a.ts", "src/mcp/server.ts"));
  assert.ok(mayImport("src/tools/a.ts", "src/mcp/tool.ts"));
  assert.ok(!mayImport("src/sales/a.ts", "kysely"));
  assert.ok(!mayImport("src/sales/a.ts", "lodash"));
  assert.deepEqual(
    circles([
      { path: "a.ts", imports: ["b.ts"] },
      { path: "b.ts", imports: ["c.ts"] },
      { path: "c.ts", imports: ["b.ts", "zod"] },
    ]),
    ["b.ts", "c.ts"],
  );
  for (const { pattern, example } of FORBIDDEN) assert.match(example, pattern);
});

/** The room of a path: `sales` of `src/sales/figures.ts`, `app.ts` of `src/app.ts`. */
function roomOf(path: string): string {
  return path.replace(/^src\//, "").split("/")[0] ?? "";
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.includes(roomOf(path)) || places.includes(path.replace(/^src\//, ""));
}

function mayImport(from: string, imported: string): boolean {
  const room = roomOf(from);
  if (!imported.endsWith(".ts")) return isPackageFor(room, imported);
  return roomOf(imported) === room || isIn(imported, ROOMS[room] ?? []);
}

function isPackageFor(room: string, imported: string): boolean {
  const name = Object.keys(PACKAGES).find((name) =>
    imported === name || imported.startsWith(`${name}/`)
  );
  return name !== undefined && (PACKAGES[name] ?? []).includes(room);
}

function faults(find: (file: SourceFile) => readonly string[]): string[] {
  return files.flatMap((file) => find(file).map((fault) => `${file.path}: ${fault}`));
}

/** Files that reach themselves through their imports. */
function circles(files: readonly Pick<SourceFile, "path" | "imports">[]): string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (imports.get(from) ?? []).some((next) => {
      if (next === target) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  return [...imports.keys()].filter((path) => reaches(path, path, new Set()));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}
