import assert from "node:assert/strict";
import { readSourceFiles, type SourceFile } from "./support/source_files.ts";

/**
 * What each room may import besides itself and its inner rooms; a file name means only that file.
 * Each lists only rooms above it, so there are no cycles. The longest matching prefix of a path is
 * its room. To add a room, add it here.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  values: [],
  report: ["values"],
  "report/chart": ["report", "values"],
  "report/csv": ["report", "values"],
  "report/json": ["report", "values"],
  "report/pdf": ["report", "report/chart", "values"],
  "report/xlsx": ["report", "values"],
  "report/output": ["report", "report/csv", "report/json", "report/pdf", "report/xlsx", "values"],
  "storage/schema": ["values"],
  "storage/address": ["values"],
  storage: ["storage/schema", "values"],
  "storage/scope": ["storage"],
  "storage/migrations": ["storage", "values"],
  "storage/sqlite": ["storage", "storage/scope", "storage/migrations", "values"],
  "storage/postgres": ["storage", "storage/scope", "storage/migrations", "values"],
  "storage/backup": [
    ...["storage", "storage/scope", "storage/migrations", "storage/sqlite", "storage/postgres"],
    "values",
  ],
  "storage/transfer": [
    ...["storage", "storage/migrations", "storage/sqlite", "storage/postgres"],
    ...["storage/backup", "values"],
  ],
  "restaurant/journal": ["storage", "values"],
  "restaurant/locations": ["restaurant/journal", "storage", "values"],
  security: ["storage", "values"],
  telemetry: ["security", "storage/database.ts", "values"],
  "restaurant/feedback/model": ["values"],
  "restaurant/feedback": ["restaurant/feedback/model", "storage", "values"],
  "restaurant/feedback/replies": [
    ...["restaurant/feedback", "restaurant/feedback/model", "storage", "values"],
  ],
  "restaurant/menu": ["restaurant/locations", "restaurant/journal", "storage", "values"],
  "restaurant/inventory": [
    "report",
    ...["restaurant/locations", "restaurant/journal", "restaurant/menu", "storage", "values"],
  ],
  "restaurant/orders/model": ["storage", "values"],
  "restaurant/orders/read": [
    ...["restaurant/locations", "restaurant/orders/model", "storage", "values"],
  ],
  "restaurant/orders/write": ["restaurant/orders/model", "storage"],
  "restaurant/sales": [
    "report",
    ...["restaurant/locations", "restaurant/journal", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/orders/model", "restaurant/orders/read", "restaurant/orders/write"],
    ...["storage", "values"],
  ],
  "restaurant/feedback/search": [
    ...["restaurant/feedback", "restaurant/feedback/model", "restaurant/feedback/replies"],
    ...["restaurant/locations", "restaurant/sales", "storage", "storage/scope/text_search.ts"],
    "values",
  ],
  "restaurant/orders/search": [
    ...["restaurant/locations", "restaurant/orders/model", "restaurant/orders/read"],
    ...["restaurant/sales", "storage", "storage/scope/text_search.ts", "values"],
  ],
  "restaurant/orders/take": [
    ...["restaurant/locations", "restaurant/journal", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/orders/model", "restaurant/sales", "storage", "values"],
  ],
  "restaurant/orders/transition": [
    ...["restaurant/journal", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/orders/model", "restaurant/orders/read", "restaurant/orders/take"],
    ...["restaurant/sales", "storage", "values"],
  ],
  "restaurant/labour": [
    ...["restaurant/locations", "restaurant/journal", "restaurant/sales", "storage", "values"],
  ],
  "restaurant/purchasing": [
    ...["restaurant/locations", "restaurant/journal", "restaurant/inventory"],
    ...["restaurant/sales", "storage", "values"],
  ],
  "restaurant/forecast": [
    ...["restaurant/locations", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/sales", "storage", "values"],
  ],
  "restaurant/analytics": [
    "report",
    ...["restaurant/locations", "restaurant/journal", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/sales", "restaurant/labour", "restaurant/forecast", "storage", "values"],
  ],
  "restaurant/reporting": [
    ...["restaurant/locations", "restaurant/journal", "restaurant/menu", "restaurant/inventory"],
    ...["restaurant/sales", "restaurant/feedback", "restaurant/feedback/search"],
    ...["restaurant/feedback/model", "restaurant/analytics", "report"],
    ...["report/output", "storage", "values"],
  ],
  restaurant: ["storage", "values"],
  work: [
    ...["restaurant", "storage", "storage/sqlite", "storage/postgres", "values"],
  ],
  transfer: [
    "restaurant/sales",
    "security",
    "storage",
    "storage/migrations/unfinished_transfer.ts",
    "storage/transfer",
    "values",
  ],
  importing: ["restaurant", "storage", "values"],
  exporting: ["restaurant", "report/csv", "storage", "values"],
  demo: ["restaurant", "storage", "values"],
  config: ["security", "storage/address", "values"],
  mcp: [
    "security",
    "storage/database.ts",
    "storage/session_store.ts",
    "telemetry/health.ts",
    "work/runner.ts",
    "values",
  ],
  files: ["security", "values"],
  page: [],
  tools: [
    ...["mcp/tool.ts", "security/scopes.ts", "security/principal.ts", "telemetry/health.ts"],
    ...["restaurant", "report/output", "files", "storage", "work/runner.ts", "values"],
  ],
  resources: [
    ...["mcp/resource.ts", "security/scopes.ts", "security/principal.ts", "restaurant", "files"],
    ...["page", "security/latest_calls.ts", "telemetry/health.ts", "storage", "values"],
  ],
  prompts: ["mcp/prompt.ts", "security/scopes.ts", "restaurant", "storage", "values"],
  // It runs in the browser: of the program it uses charts and CSV, and the forms of answers.
  "page/view": ["report", "report/chart", "report/csv", "restaurant", "resources"],
  http: ["mcp", "security", "storage/session_store.ts", "telemetry/health.ts", "values"],
  app: [
    ...["config", "mcp", "tools", "resources", "prompts", "page", "security", "telemetry", "demo"],
    ...["restaurant", "files", "storage", "storage/sqlite", "storage/postgres", "work", "values"],
  ],
  cli: [
    ...["app", "http", "config", "mcp", "transfer", "importing", "demo", "security", "restaurant"],
    "page",
    ...["report", "report/output", "exporting", "files"],
    ...["storage", "storage/migrations", "storage/backup", "storage/sqlite", "storage/postgres"],
    "values",
  ],
  "main.ts": ["cli", "config", "values/older_runtime.ts", "values/no_web_storage.ts"],
};

/** Rooms that include their inner rooms; of others a neighbour lists the inner rooms it needs. */
const WHOLE: readonly string[] = ["restaurant"];
/** Inner rooms that everyone who may use the outer one may use. */
const SHARED_WITH: Readonly<Record<string, string>> = {
  "storage/schema": "storage",
  "storage/address": "storage",
};

/** Which rooms may use a package, or data that is no code. What is not here is used nowhere. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@jridgewell/trace-mapping": ["cli"],
  "@logtape/logtape": ["mcp", "http", "app", "cli"],
  "@modelcontextprotocol/server": ["mcp", "http"],
  "@opentelemetry/api": ["mcp"],
  "cockatiel": ["storage"],
  "commander": ["cli"],
  "data/demo": ["demo"],
  "data/feedback": ["restaurant/feedback"],
  "deno.json": ["values"],
  "hono/jsx": ["page/view"],
  "hucre/xlsx": ["report/xlsx", "importing"],
  "jose": ["security"],
  "kysely": ["storage"],
  "lru-cache": ["security", "mcp", "http", "restaurant/analytics"],
  "node:buffer": ["values", "report/pdf", "security"],
  "node:crypto": ["values", "security", "importing", "files"],
  "node:http": ["http"],
  "node:net": ["values"],
  "node:os": ["work"],
  "node:path": ["storage/backup", "importing", "files", "app", "cli"],
  "node:process": ["mcp"],
  "node:sqlite": ["storage"],
  "node:stream": ["mcp"],
  "node:url": ["cli"],
  "node:string_decoder": ["mcp"],
  "node:zlib": ["restaurant/feedback"],
  "pdfkit": ["report/pdf"],
  "node:timers": ["values"],
  "pg": ["storage"],
  "pure-rand": ["demo"],
  "src/report/pdf/fonts": ["report/pdf"],
  "src/storage/migrations/new_sqlite.sql": ["storage"],
  "zod": [
    "report/json",
    "files",
    "security",
    ...["restaurant", "importing", "demo", "config", "mcp", "tools", "resources", "prompts"],
  ],
};

const files = await readSourceFiles();

Deno.test("rooms depend on each other in one direction", () => {
  const rooms = Object.keys(ROOMS);
  for (const [room, allowed] of Object.entries(ROOMS)) {
    const above = rooms.slice(0, rooms.indexOf(room));
    const wrong = allowed.filter((name) => !above.includes(roomOf(name)));
    assert.deepEqual(wrong, [], `${room} may import what comes after it`);
  }
});

Deno.test("every file imports only what its room may import", () => {
  assert.deepEqual(
    faults((file) => file.imports.filter((path) => !mayImport(file.path, path))),
    [],
  );
});

Deno.test("no folder imports itself in a circle", () => {
  assert.deepEqual(circles(foldersOf(files)), []);
});

Deno.test("no file imports itself in a circle", () => {
  assert.deepEqual(circles(files), []);
});

/** A forbidden pattern, its exceptions, and an example. */
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
  // It may be set while the program runs: what lasts is measured with `performance.now()`.
  {
    what: "the clock on the wall",
    pattern: /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b/,
    example: "const took = Date.now() - began;",
    except: [
      "values/clock.ts",
      "values/ordered_id.ts",
      // The age of a file, whose time is the wall clock's.
      ...["storage/backup/files.ts", "importing/file/unnamed_file.ts"],
      // A time of day that the page shows, and the age of what it kept over a reload.
      ...["page/view/page.tsx", "page/view/today/pace.tsx"],
    ],
  },
  {
    what: "a duration between two readings of the clock",
    pattern: /\.(?:since|until)\(\s*(?:clock\(\)|systemClock\(\))/,
    example: 'started.until(clock()).total("seconds")',
  },
  // A copy would not follow when the rule changes.
  {
    what: "the rule of the closing hour",
    pattern: /(?<!=)[<>]=?\s*(?:\w+\.)*business_day_start\b|\bbusiness_day_start\s*[<>]/,
    example: "minutes < calendar.business_day_start",
    // A location says which starts it takes.
    except: ["values/business_day.ts", "restaurant/locations/location.ts"],
  },
  {
    what: "a look for one engine's adapter",
    pattern: /\binstanceof \w+Adapter\b/,
    example: "executor.adapter instanceof PostgresAdapter",
    except: ["storage/engine.ts"],
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

Deno.test("every export has a docstring", () => {
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
  assert.ok(paths.includes("main.ts") && paths.includes("src/storage/sqlite/connection.ts"));
  const sqlite = files.find(({ path }) => path === "src/storage/sqlite/connection.ts");
  for (const imported of ["node:sqlite", "kysely", "src/storage/schema/schema.ts"]) {
    assert.ok(sqlite?.imports.includes(imported), imported);
  }
  assert.ok(!mayImport("src/restaurant/sales/a.ts", "src/mcp/tool.ts"));
  assert.ok(!mayImport("src/restaurant/menu/a.ts", "src/restaurant/sales/b.ts"));
  assert.ok(!mayImport("src/tools/a.ts", "src/mcp/server.ts"));
  assert.ok(!mayImport("src/tools/a.ts", "src/storage/sqlite/sqlite.ts"));
  assert.ok(mayImport("src/tools/a.ts", "src/mcp/tool.ts"));
  assert.ok(mayImport("src/tools/a.ts", "src/restaurant/orders/read/b.ts"));
  assert.ok(!mayImport("src/restaurant/sales/a.ts", "kysely"));
  assert.ok(!mayImport("src/restaurant/sales/a.ts", "lodash"));
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

/** The room of a path: `restaurant/sales` of `src/restaurant/sales/figures.ts`. */
function roomOf(path: string): string {
  const place = path.replace(/^src\//, "");
  const rooms = Object.keys(ROOMS).filter((room) => isWithin(place, room));
  return rooms.reduce((longest, room) => room.length > longest.length ? room : longest, "");
}

function isWithin(place: string, room: string): boolean {
  return place === room || place.startsWith(`${room}/`);
}

function isIn(path: string, places: readonly string[]): boolean {
  const place = path.replace(/^src\//, "");
  const room = roomOf(path);
  return places.some((name) =>
    name === place || name === room || name === SHARED_WITH[room] ||
    WHOLE.includes(name) && isWithin(place, name)
  );
}

function mayImport(from: string, imported: string): boolean {
  const room = roomOf(from);
  if (!/\.tsx?$/.test(imported)) return isPackageFor(room, imported);
  return roomOf(imported) === room || isIn(imported, ROOMS[room] ?? []);
}

function isPackageFor(room: string, imported: string): boolean {
  const name = Object.keys(PACKAGES).find((name) =>
    imported === name || imported.startsWith(`${name}/`)
  );
  return name !== undefined && (PACKAGES[name] ?? []).some((user) => isWithin(room, user));
}

/** Folders as if each were a file that imports those that its files import. */
function foldersOf(files: readonly SourceFile[]): Pick<SourceFile, "path" | "imports">[] {
  const folders = Map.groupBy(files, ({ path }) => folderOf(path));
  return [...folders].map(([path, inside]) => ({
    path,
    imports: inside.flatMap(({ imports }) => imports)
      .filter((imported) => /\.tsx?$/.test(imported)).map(folderOf)
      .filter((folder) => folder !== path),
  }));
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
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
