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
  return await withBook(bytes, async (folder, convert) => {
    await convert("pdf");
    const boxes = await runProgram("pdftotext", ["-bbox", `${folder}/book.pdf`, "-"]);
    return boxes.split("<page ").slice(1).flatMap((text, page) =>
      [...text.matchAll(WORD)].map(([, left, top, right, bottom, text = ""]) => ({
        ...{ page, text, left: Number(left), top: Number(top) },
        ...{ right: Number(right), bottom: Number(bottom) },
      }))
    );
  });
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/g;

/** Every sheet of a workbook as LibreOffice reads and recalculates it: name → rows of shown texts. */
export async function openWorkbook(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  return await withBook(bytes, async (folder, convert) => {
    await convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
    const sheets = new Map<string, string[][]>();
    for await (const { name } of Deno.readDir(folder)) {
      const sheet = /^book-(.*)\.csv$/.exec(name)?.[1];
      if (sheet === undefined) continue;
      const parser = csvParser();
      const text = await Deno.readTextFile(`${folder}/${name}`);
      const records = [...parser.push(text), ...parser.end()];
      sheets.set(sheet, records.map(({ fields }) => [...fields]));
    }
    return sheets;
  });
}

/** Gives LibreOffice a workbook in a folder of its own, to be converted. */
async function withBook<Result>(
  bytes: Uint8Array,
  use: (folder: string, convert: (to: string) => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/profile/user`, { recursive: true });
    await Deno.writeTextFile(`${folder}/profile/user/registrymodifications.xcu`, RECALCULATE);
    await Deno.writeFile(`${folder}/book.xlsx`, bytes);
    return await use(folder, (to) =>
      runProgram("soffice", [
        `-env:UserInstallation=file://${folder}/profile`,
        ...["--headless", "--convert-to", to, "--outdir", folder, `${folder}/book.xlsx`],
      ]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
