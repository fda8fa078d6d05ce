import { COLOURS, LINE, SIZES } from "./look.ts";
import type { Weight } from "./fonts.ts";
import type { PdfKit, StructElement } from "./pdfkit.ts";
import { coveredText } from "./scripts.ts";
import { textLines } from "./text_lines.ts";

/** A document being written from top to bottom. */
export interface Flow {
  readonly doc: PdfKit;
  readonly root: StructElement;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  /** The position of the next element. */
  y: number;
  /** Widths by font, size and text: pdfkit lays a text out again for each question. */
  readonly widths: Map<string, number>;
  /** The texts that the typeface lacks, each with its number among those of its script. */
  readonly lacking: Map<string, number>;
  /** Names such a text in its place. */
  readonly nameOf: (script: string, part: string) => string;
  /** Awaited between the slices of a long table. */
  pause(): Promise<void>;
}

/** How a text looks. */
export interface TextLook {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
}

/** Starts a new page unless this much room is left. */
export function ensureRoom(flow: Flow, height: number): void {
  if (flow.y + height > flow.bottom && flow.y > flow.top) startPage(flow);
}

/** Goes on at the top of a new page. */
export function startPage(flow: Flow): void {
  flow.doc.addPage();
  flow.y = flow.top;
}

/** Draws what is no content: screen readers and text extraction pass over it. */
export function drawArtifact({ doc }: Pick<Flow, "doc">, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

/** A text as the typeface can show it. */
export function shownText({ doc, nameOf }: Pick<Flow, "doc" | "nameOf">, text: string): string {
  doc.font("regular");
  const { font } = doc._font;
  return coveredText(text, (codePoint) => font.hasGlyphForCodePoint(codePoint), nameOf);
}

/** The width of a text in points. */
export function textWidth(flow: Flow, text: string, look: TextLook): number {
  const { weight = "regular", size } = look;
  const key = `${weight} ${size} ${text}`;
  const known = flow.widths.get(key);
  if (known !== undefined) return known;
  const width = flow.doc.font(weight).fontSize(size).widthOfString(text);
  flow.widths.set(key, width);
  return width;
}

/** Draws one line with its top at `y`. */
export function drawLine(
  { doc }: Pick<Flow, "doc">,
  text: string,
  { x, y }: { readonly x: number; readonly y: number },
  { size, weight = "regular", colour = COLOURS.ink }: TextLook,
): void {
  // Without a width and line breaks: pdfkit would cut a date at its hyphens.
  doc.font(weight).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
}

/** How a paragraph looks. */
interface ParagraphLook extends TextLook {
  /** The gap below it. */
  readonly after: number;
}

/** The options of a paragraph. */
export interface ParagraphOptions extends TextLook {
  /** Its role in the structure: `P` if absent. */
  readonly tag?: string;
  readonly parent?: StructElement;
  readonly indent?: number;
  readonly after?: number;
}

/** Writes a paragraph over as many lines and pages as it needs. */
export function writeParagraph(flow: Flow, text: string, options: ParagraphOptions): void {
  const { tag = "P", parent = flow.root, indent = 0, after = 4, size } = options;
  const look = { ...options, weight: options.weight ?? "regular" };
  const widthOf = (part: string) => textWidth(flow, part, look);
  let lines = textLines(shownText(flow, text), flow.width - indent, widthOf);
  const element = flow.doc.struct(tag, {});
  parent.add(element);
  const height = size * LINE;
  ensureRoom(flow, Math.min(lines.length, 2) * height);
  while (lines.length > 0) {
    const fitting = Math.max(1, Math.floor((flow.bottom - flow.y) / height));
    const now = lines.slice(0, fitting);
    element.add(() => {
      for (const line of now) {
        drawLine(flow, line, { x: flow.left + indent, y: flow.y }, look);
        flow.y += height;
      }
    });
    lines = lines.slice(fitting);
    if (lines.length > 0) startPage(flow);
  }
  element.end();
  flow.y += after;
}

/** How tall a paragraph is, with the gap below it. */
export function paragraphHeight(flow: Flow, text: string, look: ParagraphLook): number {
  const widthOf = (part: string) => textWidth(flow, part, look);
  const { length } = textLines(shownText(flow, text), flow.width, widthOf);
  return length * look.size * LINE + look.after;
}

/** In place of a table or a chart that has nothing to show: `Refunds: none.` */
export function writeNothing(flow: Flow, title: string | undefined): void {
  const text = title === undefined ? "Nothing to show." : `${title}: none.`;
  writeParagraph(flow, text, { size: SIZES.text, colour: COLOURS.muted, after: 6 });
}

const TITLE: ParagraphLook = { size: SIZES.block, weight: "semibold", after: 4 };

/** A title of a table or chart, on the same page as what it begins with. */
export function writeBlockTitle(flow: Flow, title: string, keepWith: number): void {
  ensureRoom(flow, blockTitleHeight(flow, title) + keepWith);
  writeParagraph(flow, title, { ...TITLE, tag: "H3" });
}

/** How tall a title of a table or chart is, with the gap below it. */
export function blockTitleHeight(flow: Flow, title: string): number {
  return paragraphHeight(flow, title, TITLE);
}
