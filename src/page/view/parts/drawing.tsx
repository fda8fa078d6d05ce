import type { Part } from "../session/part.ts";
import { useEffect, useRef, useState } from "hono/jsx/dom";
import type { Canvas, Shape } from "../../../report/chart/drawing.ts";
import { useSession } from "../session/session.ts";

const FONT_SIZE = 12;
/** Until the browser says how much room there is. */
const FIRST_WIDTH = 600;

const paint = document.createElement("canvas").getContext("2d");

/** The width of a text as the browser would draw it. */
function measure(text: string, size: number): number {
  if (paint === null) return text.length * size * 0.6;
  paint.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return paint.measureText(text).width;
}

/** A chart as wide as there is room; what it shows is in the table behind it. */
export function Drawing({ label, height, number, draw }: {
  readonly label: string;
  readonly height: number;
  /** Writes the numbers at the axes. */
  readonly number?: (number: number) => string;
  readonly draw: (canvas: Canvas) => readonly Shape[];
}): Part {
  const { format } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(120, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const shapes = draw({
    width,
    height,
    fontSize: FONT_SIZE,
    measure,
    dateLabel: format.date,
    ...(number !== undefined && { numberLabel: number }),
  });
  return (
    <div class="chart" ref={box}>
      <svg
        role="img"
        aria-label={label}
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
      >
        {shapes.map((shape, at) => <ShapeElement key={at} shape={shape} />)}
      </svg>
    </div>
  );
}

function ShapeElement({ shape }: { readonly shape: Shape }) {
  switch (shape.type) {
    case "line":
      return (
        <line
          class={`s-${shape.tone}`}
          x1={at(shape.from.x)}
          y1={at(shape.from.y)}
          x2={at(shape.to.x)}
          y2={at(shape.to.y)}
          stroke-width={shape.width}
        />
      );
    case "path":
      return shape.stroke === undefined
        ? <path class={`f-${shape.tone}`} d={shape.d} fill-opacity={shape.opacity ?? 1} />
        : (
          <path
            class={`s-${shape.tone}`}
            d={shape.d}
            fill="none"
            stroke-width={shape.stroke}
            stroke-linejoin="round"
            stroke-dasharray={shape.isDashed ? "4 3" : "none"}
          />
        );
    case "rectangle":
      return (
        <rect
          class={`f-${shape.tone}`}
          x={at(shape.x)}
          y={at(shape.y)}
          width={at(shape.width)}
          height={at(shape.height)}
        />
      );
    case "text":
      return (
        <text
          class={`f-${shape.tone}`}
          x={at(shape.x)}
          y={at(shape.y)}
          font-size={shape.size}
          text-anchor={shape.anchor}
          dominant-baseline="central"
        >
          {shape.text}
        </text>
      );
  }
}

function at(number: number): number {
  return Math.round(number * 100) / 100;
}
