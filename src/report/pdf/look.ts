import type { Tone } from "../chart/drawing.ts";

/** The colours of paper; dark enough to be read when printed in black and white. */
export const COLOURS = {
  ink: "#1C2A30",
  muted: "#5A6B73",
  rule: "#D5DDE0",
  accent: "#0B6B58",
  card: "#F2F6F5",
  notice: "#FFF6E3",
  noticeEdge: "#D98A1B",
} as const;

/** Chart tones on paper. */
export const CHART_COLOURS: Readonly<Record<Tone, string>> = {
  text: COLOURS.ink,
  muted: COLOURS.muted,
  grid: "#E4EAEC",
  axis: "#9AA8AE",
  background: "#FFFFFF",
  series1: COLOURS.accent,
  series2: "#D98A1B",
  series3: "#4C63B6",
  series4: "#A8457A",
};

/** Font sizes in points. */
export const SIZES = {
  title: 22,
  section: 13.5,
  block: 10.5,
  text: 9,
  table: 8.5,
  small: 7.5,
} as const;

/** The line height of a font size. */
export const LINE = 1.42;
