/** A block that knows how much room it needs before it is written. */
export interface LaidBlock {
  /** How much of it stands on one page with the title above it. */
  readonly start: number;
  write(): void | Promise<void>;
}

/** The height of a line that says that there is nothing. */
export const EMPTY_HEIGHT = 20;
