/** The first place where something was seen. */
export interface Sighting {
  readonly line: number;
  readonly text: string;
}
