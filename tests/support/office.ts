import { csvParser } from "../../src/importing/file/csv.ts";
import { runProgram } from "./programs.ts";

/** LibreOffice always recalculates, instead of trusting the values that a file brings along. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** A word on a printed page, in points from its upper left corner. */
export interface PrintedWord {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every word of a workbook as LibreOffice prints it. */
export async function printedWords(bytes: Uint8Array): Promise<PrintedWord[]> {
  return await converted([bytes], "pdf", async (folder) => {
    const boxes = await runProgram("pdftotext", ["-bbox", `${folder}/book0.pdf`, "-"]);
    return boxes.split("<page ").slice(1).flatMap((text, page) =>
      [...text.matchAll(WORD)].map(([, left, top, right, bottom, text = ""]) => ({
        ...{ page, text, left: Number(left), top: Number(top) },
        ...{ right: Number(right), bottom: Number(bottom) },
      }))
    );
  });
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/g;

/** The sheets of a workbook as LibreOffice reads and recalculates it: name → rows of shown texts. */
export type Workbook = ReadonlyMap<string, string[][]>;

/** Every sheet of a workbook. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const [book = new Map()] = await openWorkbooks([bytes]);
  return book;
}

/** Every sheet of some workbooks; to start LibreOffice takes longer than to convert one. */
export async function openWorkbooks(books: readonly Uint8Array[]): Promise<Workbook[]> {
  const csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
  return await converted(books, csv, async (folder) => {
    const sheets = books.map(() => new Map<string, string[][]>());
    for await (const { name } of Deno.readDir(folder)) {
      const [, book, sheet] = /^book(\d+)-(.*)\.csv$/.exec(name) ?? [];
      if (sheet === undefined) continue;
      const parser = csvParser();
      const text = await Deno.readTextFile(`${folder}/${name}`);
      const records = [...parser.push(text), ...parser.end()];
      sheets[Number(book)]?.set(sheet, records.map(({ fields }) => [...fields]));
    }
    return sheets;
  });
}

/** Lets LibreOffice convert workbooks, in a folder of their own. */
async function converted<Result>(
  books: readonly Uint8Array[],
  to: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/profile/user`, { recursive: true });
    await Deno.writeTextFile(`${folder}/profile/user/registrymodifications.xcu`, RECALCULATE);
    const files = books.map((_, at) => `${folder}/book${at}.xlsx`);
    for (const [at, bytes] of books.entries()) await Deno.writeFile(files[at] ?? "", bytes);
    await runProgram("soffice", [
      `-env:UserInstallation=file://${folder}/profile`,
      ...["--headless", "--convert-to", to, "--outdir", folder, ...files],
    ]);
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
