import type { Block } from "../model.ts";
import { chartStart, isEmptyChart, writeChart } from "./chart.ts";
import { cardsHeight, writeFigures } from "./figures.ts";
import {
  drawArtifact,
  drawLine,
  ensureRoom,
  type Flow,
  paragraphHeight,
  writeParagraph,
} from "./flow.ts";
import { EMPTY_HEIGHT, type LaidBlock } from "./laid_block.ts";
import { LINE, SIZES } from "./look.ts";
import { layTableBlock } from "./table.ts";
import { datesInWords, type DateStyle } from "./values.ts";

/** Lays out the blocks of a section; a text that leads to a table stays with its beginning. */
export async function layBlocks(
  flow: Flow,
  blocks: readonly Block[],
  style: DateStyle,
): Promise<LaidBlock[]> {
  const laid: LaidBlock[] = [];
  for (const block of blocks) laid.push(await layBlock(flow, block, style));
  return laid.map((one, at) => {
    const next = laid[at + 1];
    return blocks[at]?.type === "text" && next !== undefined ? leading(flow, one, next) : one;
  });
}

function leading(flow: Flow, one: LaidBlock, next: LaidBlock): LaidBlock {
  const start = one.start + next.start;
  return {
    start,
    async write() {
      ensureRoom(flow, start);
      await one.write();
    },
  };
}

async function layBlock(flow: Flow, block: Block, style: DateStyle): Promise<LaidBlock> {
  switch (block.type) {
    case "text": {
      const look = { size: SIZES.text, after: 4 };
      const text = datesInWords(block.text, style);
      const start = paragraphHeight(flow, text, look);
      return { start, write: () => writeParagraph(flow, text, look) };
    }
    case "list": {
      const start = SIZES.text * LINE * 2;
      return {
        start,
        write: () => writeList(flow, block.items.map((item) => datesInWords(item, style))),
      };
    }
    case "figures":
      return { start: cardsHeight(block), write: () => writeFigures(flow, block) };
    case "table":
      return await layTableBlock(flow, block, style);
    case "chart":
      return {
        start: isEmptyChart(block) ? EMPTY_HEIGHT : chartStart(flow, block),
        write: () => writeChart(flow, block, style),
      };
  }
}

function writeList(flow: Flow, items: readonly string[]): void {
  const list = flow.doc.struct("L", {});
  flow.root.add(list);
  for (const item of items) {
    const element = flow.doc.struct("LI", {});
    list.add(element);
    // The bullet stands on the page on which its text begins.
    ensureRoom(flow, SIZES.text * LINE * 2);
    const { y } = flow;
    drawArtifact(flow, () => drawLine(flow, "•", { x: flow.left, y }, { size: SIZES.text }));
    writeParagraph(flow, item, {
      size: SIZES.text,
      tag: "LBody",
      parent: element,
      indent: 12,
      after: 2,
    });
    element.end();
  }
  list.end();
  flow.y += 8;
}
