import type { Report } from "../model.ts";
import { type Pause, pauseOnly } from "../pause.ts";
import { periodText } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import { shortened } from "../shortened.ts";
import { layBlocks } from "./blocks.ts";
import {
  drawArtifact,
  drawLine,
  ensureRoom,
  type Flow,
  paragraphHeight,
  shownText,
  textWidth,
  writeParagraph,
} from "./flow.ts";
import { FONTS } from "./fonts.ts";
import { COLOURS, LINE, SIZES } from "./look.ts";
import { numbered, scriptOf } from "./scripts.ts";
import { loadPdfKit, type PdfKit } from "./pdfkit.ts";
import { asOfText, datesInWords, type DateStyle, longPeriod } from "./values.ts";

/** How a report is printed. */
export interface PdfLayout {
  readonly paper: "A4" | "LETTER";
  readonly dateStyle: DateStyle;
}

/** A finished document. */
export interface Pdf {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
}

/** Below each line of the basis. */
const BASIS_GAP = 3;
const MARGINS = { top: 50, bottom: 54, left: 48, right: 48 };

/** A report as a tagged PDF with embedded fonts and vector charts. */
export async function toPdf(
  report: Report,
  layout: PdfLayout,
  pause: Pause = pauseOnly,
): Promise<Pdf> {
  const doc = await openDocument(report, layout);
  const bytes = collect(doc);
  const blocksInAll = report.sections.reduce((sum, { blocks }) => sum + blocks.length, 0);
  let done = 0;
  const flow = startFlow(doc, () => pause(done / blocksInAll));
  writeOpening(flow, report, layout);
  for (const { title, blocks } of report.sections) {
    const laid = await layBlocks(flow, blocks, layout.dateStyle);
    if (title !== undefined) writeSectionTitle(flow, title, laid[0]?.start ?? 0);
    for (const block of laid) {
      await block.write();
      done++;
      await flow.pause();
    }
  }
  writeBasis(flow, report, layout);
  flow.root.end();
  const pages = writeFooters(flow, report, layout);
  doc.end();
  return { bytes: await bytes, pages };
}

async function openDocument(report: Report, { paper }: PdfLayout): Promise<PdfKit> {
  const PdfDocument = await loadPdfKit();
  const created = report.as_of === undefined ? undefined : new Date(report.as_of);
  const doc = new PdfDocument({
    size: paper,
    margins: { ...MARGINS },
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: "en",
    font: null,
    bufferPages: true,
    info: {
      Title: titleText(report),
      Creator: "restaurant-mcp",
      Producer: "restaurant-mcp",
      // The time of the figures: the same figures give the same file.
      ...(created !== undefined && { CreationDate: created, ModDate: created }),
    },
  });
  for (const [name, font] of Object.entries(FONTS)) doc.registerFont(name, font);
  return doc;
}

function titleText({ title, scope, period }: Report): string {
  return [title, scope, period && periodText(period)].filter(Boolean).join(", ");
}

function collect(doc: PdfKit): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: BlobPart[] = [];
  const { promise, resolve } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  doc.on("data", (chunk) => chunks.push(new Uint8Array(chunk)));
  doc.on("end", () => resolve(new Blob(chunks).bytes()));
  return promise;
}

function startFlow(doc: PdfKit, pause: Flow["pause"]): Flow {
  const root = doc.struct("Document", {});
  doc.addStructure(root);
  const { width, height } = doc.page;
  const lacking = new Map<string, number>();
  return {
    doc,
    root,
    left: MARGINS.left,
    top: MARGINS.top,
    width: width - MARGINS.left - MARGINS.right,
    bottom: height - MARGINS.bottom,
    y: MARGINS.top,
    widths: new Map(),
    lacking,
    nameOf: numbered(lacking),
    pause,
  };
}

function writeOpening(flow: Flow, report: Report, { dateStyle }: PdfLayout): void {
  const { doc, left, width } = flow;
  if (report.scope !== undefined) {
    writeParagraph(flow, report.scope, {
      size: SIZES.block,
      weight: "semibold",
      colour: COLOURS.accent,
      after: 0,
    });
  }
  writeParagraph(flow, report.title, {
    tag: "H1",
    size: SIZES.title,
    weight: "semibold",
    after: 0,
  });
  if (report.period !== undefined) {
    const period = longPeriod(report.period, dateStyle);
    writeParagraph(flow, period, { size: SIZES.block, colour: COLOURS.muted });
  }
  drawArtifact(flow, () => {
    doc.rect(left, flow.y + 2, width, 2).fillColor(COLOURS.accent).fill();
  });
  flow.y += 16;
  if (report.notes.length > 0) {
    writeNotes(flow, report.notes.map((note) => datesInWords(note, dateStyle)));
  }
}

/** What readers must know first, with a bar on its left. */
function writeNotes(flow: Flow, notes: readonly string[]): void {
  const inset = 12;
  for (const note of notes) {
    const page = flow.doc.bufferedPageRange().count;
    const start = flow.y;
    writeParagraph(flow, note, { size: SIZES.text, indent: inset, after: 0 });
    const isWhole = flow.doc.bufferedPageRange().count === page;
    const { doc, left } = flow;
    const top = isWhole ? start : flow.top;
    drawArtifact(flow, () => {
      doc.rect(left, top, 2.5, flow.y - top).fillColor(COLOURS.noticeEdge).fill();
    });
    flow.y += 5;
  }
  flow.y += 9;
}

/** A section's title, on the same page as what it begins with. */
function writeSectionTitle(flow: Flow, title: string, keepWith: number): void {
  flow.y += 4;
  ensureRoom(flow, titleHeight() + keepWith);
  writeParagraph(flow, title, {
    tag: "H2",
    size: SIZES.section,
    weight: "semibold",
    colour: COLOURS.accent,
    after: 6,
  });
  flow.doc.outline.addItem(shownText(flow, title));
}

function titleHeight(): number {
  return SIZES.section * LINE + 6;
}

/** What the figures mean, on one page: a few lines of it are not left over for the next. */
function writeBasis(flow: Flow, report: Report, { dateStyle }: PdfLayout): void {
  const asOf = asOfText(report, dateStyle);
  const lines = [
    ...report.basis.map(({ term, text }) => datesInWords(`${term}: ${text}`, dateStyle)),
    ...lackingNote(flow),
  ];
  const look = { size: SIZES.text, after: BASIS_GAP };
  const all = [...lines, ...(asOf === null ? [] : [asOf])];
  const height = sum(all.map((line) => paragraphHeight(flow, line, look)));
  // A document without a figure that needs explaining has no heading for it.
  if (lines.length > 0) writeSectionTitle(flow, "What the figures mean", height);
  for (const line of lines) writeParagraph(flow, line, look);
  if (asOf !== null) writeParagraph(flow, asOf, { ...look, colour: COLOURS.muted });
}

/** What names in brackets mean, if there are any. */
function lackingNote({ lacking, nameOf }: Flow): string[] {
  const [text] = lacking.keys();
  if (text === undefined) return [];
  return [
    `Names in brackets, such as [${nameOf(scriptOf(text), text)}], stand for texts in a script ` +
    "that this document cannot show: one name is always the same text. The Excel and JSON forms " +
    "of this report have them whole, in the same places.",
  ];
}

/** Between what a page is of and its number. */
const FOOTER_GAP = 24;

function writeFooters(flow: Flow, report: Report, { dateStyle }: PdfLayout): number {
  const { doc, left, width, bottom } = flow;
  const { count } = doc.bufferedPageRange();
  const look = { size: SIZES.small, colour: COLOURS.muted };
  const period = report.period === undefined ? "" : ` · ${longPeriod(report.period, dateStyle)}`;
  const about = shownText(
    flow,
    `${report.title}${report.scope ? ` · ${report.scope}` : ""}${period}`,
  );
  const room = width - textWidth(flow, `Page ${count} of ${count}`, look) - FOOTER_GAP;
  const fitting = shortened(about, room, (text) => textWidth(flow, text, look));
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // Text in the margin would open another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    const number = `Page ${page + 1} of ${count}`;
    const right = left + width - textWidth(flow, number, look);
    drawLine(flow, fitting, { x: left, y: bottom + 18 }, look);
    drawLine(flow, number, { x: right, y: bottom + 18 }, look);
    doc.endMarkedContent();
  }
  return count;
}
