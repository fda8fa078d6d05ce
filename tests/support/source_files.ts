/** A file of the program. */
export interface SourceFile {
  /** Path from the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports: the path of another file of the program, or the name of a package. */
  readonly imports: readonly string[];
}

const ROOT = new URL("../../", import.meta.url);
const IMPORT =
  /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** `main.ts` and everything in `src`. */
export async function readSourceFiles(): Promise<SourceFile[]> {
  const paths = ["main.ts", ...await filesIn("src")];
  return await Promise.all(paths.map(readSourceFile));
}

async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    const path = `${folder}/${name}`;
    if (isDirectory) files.push(...await filesIn(path));
    else if (/\.tsx?$/.test(name)) files.push(path);
  }
  return files.sort();
}

async function readSourceFile(path: string): Promise<SourceFile> {
  const text = await Deno.readTextFile(new URL(path, ROOT));
  const imports = [...text.matchAll(IMPORT)]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "")
    .map((specifier) => specifier.startsWith(".") ? fileAt(specifier, path) : specifier);
  return { path, text, imports };
}

function fileAt(specifier: string, from: string): string {
  return new URL(specifier, new URL(from, ROOT)).href.slice(ROOT.href.length);
}
