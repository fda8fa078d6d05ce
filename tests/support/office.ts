import { csvParser } from "../../src/importing/file/csv.ts";
import { runProgram } from "./programs.ts";

/** LibreOffice always recalculates, instead of trusting the values that a file brings along. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Every sheet of a workbook as LibreOffice reads and recalculates it: name → rows of shown texts. */
export async function openWorkbook(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/profile/user`, { recursive: true });
    await Deno.writeTextFile(`${folder}/profile/user/registrymodifications.xcu`, RECALCULATE);
    await Deno.writeFile(`${folder}/book.xlsx`, bytes);
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    await runProgram("soffice", [
      `-env:UserInstallation=file://${folder}/profile`,
      ...["--headless", "--convert-to", filter, "--outdir", folder, `${folder}/book.xlsx`],
    ]);
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
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
