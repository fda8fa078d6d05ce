/*
 * deno task page: builds src/page/page.html, the one file that the browser and the chat show, from
 * src/page/view. The built file is committed, so that nothing has to be built to run the program.
 */
import { constants, deflateRawSync } from "node:zlib";

const VIEW = new URL("../src/page/view/", import.meta.url);

/** Where the built page is. */
export const PAGE = new URL("../src/page/page.html", import.meta.url);

/** The page as one HTML file, with its styles and its script packed inside. */
export async function buildPage(): Promise<string> {
  const [frame, unpack, style, script] = await Promise.all([
    readText("frame.html"),
    readText("unpack.js"),
    readText("style.css"),
    bundled(new URL("main.tsx", VIEW)),
  ]);
  const packed = deflateRawSync(`${smallStyle(style)}\0${script.trim()}`, {
    level: constants.Z_BEST_COMPRESSION,
  }).toString("base64");
  return frame.replace("/* unpack */", () => smallScript(unpack).replace("/* packed */", packed));
}

async function readText(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(name, VIEW));
}

/** One script of everything that a module imports, for browsers. */
async function bundled(module: URL): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const output = `${folder}/page.js`;
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["bundle", "--quiet", "--no-lock", "--platform=browser", "--format=iife", "--minify"],
        ...["--output", output, module.href],
      ],
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return await Deno.readTextFile(output);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Without comments and the blanks that only people need. */
function smallStyle(style: string): string {
  return style.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,>]) ?/g, "$1").replaceAll(/: /g, ":").replaceAll(";}", "}").trim();
}

/** Without comments and indentation. */
function smallScript(script: string): string {
  return script.replaceAll(/^\s*\/\/.*\n/gm, "").replaceAll(/\n\s*/g, " ").trim();
}

if (import.meta.main) {
  const page = await buildPage();
  await Deno.writeTextFile(PAGE, page);
  const size = new TextEncoder().encode(page).length;
  Deno.stderr.writeSync(new TextEncoder().encode(`src/page/page.html: ${size} bytes\n`));
}
