import type { Buffer } from "node:buffer";

/** The part of pdfkit that reports use; the package brings no types of its own. */
export interface PdfKit {
  readonly page: { readonly width: number; readonly height: number; margins: Margins };
  /** The font in use, as fontkit reads it. */
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  registerFont(name: string, source: Uint8Array): PdfKit;
  font(name: string): PdfKit;
  fontSize(size: number): PdfKit;
  widthOfString(text: string): number;
  text(text: string, x: number, y: number, options: { readonly lineBreak: false }): PdfKit;
  fillColor(colour: string): PdfKit;
  strokeColor(colour: string): PdfKit;
  fillOpacity(opacity: number): PdfKit;
  lineWidth(width: number): PdfKit;
  lineJoin(join: "round"): PdfKit;
  dash(length: number, options: { readonly space: number }): PdfKit;
  undash(): PdfKit;
  moveTo(x: number, y: number): PdfKit;
  lineTo(x: number, y: number): PdfKit;
  rect(x: number, y: number, width: number, height: number): PdfKit;
  roundedRect(x: number, y: number, width: number, height: number, radius: number): PdfKit;
  path(d: string): PdfKit;
  fill(): PdfKit;
  stroke(): PdfKit;
  save(): PdfKit;
  restore(): PdfKit;
  translate(x: number, y: number): PdfKit;
  addPage(): PdfKit;
  switchToPage(page: number): void;
  bufferedPageRange(): { readonly start: number; readonly count: number };
  outline: { addItem(title: string): unknown };
  markContent(tag: string, options?: { readonly type: string }): PdfKit;
  endMarkedContent(): PdfKit;
  struct(type: string, options: StructOptions, content?: () => void): StructElement;
  addStructure(element: StructElement): PdfKit;
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  end(): void;
}

/** The options of a structure element. */
export interface StructOptions {
  readonly alt?: string;
  readonly title?: string;
  /** left, top, right, bottom of a figure */
  readonly bbox?: readonly [number, number, number, number];
  readonly scope?: "Column" | "Row";
  readonly headers?: readonly string[];
}

/** An element of the structure tree, which screen readers follow. */
export interface StructElement {
  add(child: StructElement | (() => void)): StructElement;
  end(): void;
}

/** Distances in points. */
export interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The options of a document. */
export interface PdfOptions {
  readonly size: "A4" | "LETTER";
  readonly margins: Margins;
  readonly pdfVersion: "1.7";
  readonly tagged: true;
  readonly displayTitle: true;
  readonly lang: string;
  /** Null: no standard font is looked for on the disk. */
  readonly font: null;
  readonly bufferPages: true;
  readonly info: Readonly<Record<string, string | Date>>;
}

/** Loads pdfkit; only the first report pays for it. */
export async function loadPdfKit(): Promise<new (options: PdfOptions) => PdfKit> {
  const { default: PdfDocument } = await import("pdfkit");
  return PdfDocument;
}
