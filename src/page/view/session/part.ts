import type { JSX } from "hono/jsx/dom/jsx-runtime";

/** What a part of the view draws; null is nothing. */
export type Part = JSX.Element | null;
