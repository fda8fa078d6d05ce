/** As clients count: four characters a token. */
export function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}
