import type { Figure, FiguresBlock } from "../model.ts";
import { changeText } from "../change_text.ts";
import {
  drawArtifact,
  drawLine,
  ensureRoom,
  type Flow,
  shownText,
  type TextLook,
  textWidth,
} from "./flow.ts";
import { COLOURS, LINE, SIZES } from "./look.ts";
import { cutLines, textLines } from "./text_lines.ts";
import { figureText } from "./values.ts";

const GAP = 8;
const PADDING = 9;
/** Below this size a line of a card is cut instead. */
const SMALLEST = 5.5;
const LABEL: TextLook = { size: SIZES.small, colour: COLOURS.muted };
const VALUE: TextLook = { size: 15, weight: "semibold" };

/** How tall all cards are: their rows stay on one page. */
export function cardsHeight(block: FiguresBlock): number {
  const rows = Math.ceil(block.figures.length / cardsAcross(block.figures.length));
  return rows * (cardHeight(block) + GAP);
}

/** How tall a row of cards is. */
function cardHeight({ figures }: FiguresBlock): number {
  return figures.some(({ previous }) => previous !== undefined) ? 62 : 46;
}

/** Cards in rows, each with its label, value and change. */
export function writeFigures(flow: Flow, block: FiguresBlock): void {
  const { figures } = block;
  const across = cardsAcross(figures.length);
  const height = cardHeight(block);
  const width = (flow.width - GAP * (across - 1)) / across;
  ensureRoom(flow, cardsHeight(block));
  for (let start = 0; start < figures.length; start += across) {
    figures.slice(start, start + across).forEach((figure, at) =>
      writeCard(flow, figure, { left: flow.left + at * (width + GAP), width, height })
    );
    flow.y += height + GAP;
  }
  flow.y += 6;
}

/** Side by side, so that the last row has few gaps. */
function cardsAcross(count: number): number {
  if (count <= 3 || count === 6) return 3;
  return count % 5 === 0 || count === 9 ? 5 : 4;
}

function writeCard(
  flow: Flow,
  figure: Figure,
  { left, width, height }: {
    readonly left: number;
    readonly width: number;
    readonly height: number;
  },
): void {
  const { doc, y } = flow;
  drawArtifact(
    flow,
    () => doc.roundedRect(left, y, width, height, 4).fillColor(COLOURS.card).fill(),
  );
  const x = left + PADDING;
  const room = width - 2 * PADDING;
  const value = shownText(flow, figureText(figure.value, figure));
  const line = (text: string, top: number, given: TextLook) => {
    const shown = shownText(flow, text);
    const look = fittingLook(flow, shown, room, given, SMALLEST);
    const [fitting = ""] = cutLines(
      textLines(shown, room, (part) => textWidth(flow, part, look)),
      1,
    );
    drawLine(flow, fitting, { x, y: y + top }, look);
  };
  const content = doc.struct("P", {}, () => {
    line(figure.label, PADDING - 2, LABEL);
    drawLine(flow, value, { x, y: y + PADDING + 9 }, fittingLook(flow, value, room, VALUE));
    const change = comparedText(figure);
    if (change !== null) line(change, height - PADDING - SIZES.small * LINE + 3, LABEL);
  });
  flow.root.add(content);
}

/** As large as wanted, or as large as a long text can be. */
function fittingLook(
  flow: Flow,
  text: string,
  room: number,
  look: TextLook,
  smallest = 0,
): TextLook {
  const size = Math.min(look.size, look.size * room / textWidth(flow, text, look));
  return { ...look, size: Math.max(smallest, Math.floor(size * 10) / 10) };
}

function comparedText(figure: Figure): string | null {
  const { previous } = figure;
  if (previous === undefined) return null;
  if (previous === null) return "nothing to compare";
  return changeText(figure, figureText(previous, figure));
}
