/** The width of a text as it will be written. */
export type WidthOf = (text: string) => number;

/** A text that fits a width, with an ellipsis if it had to be cut. */
export function shortened(text: string, width: number, widthOf: WidthOf): string {
  return cut(text, width, widthOf, () => "");
}

/** Names that fit a width; those that would be cut to the same text keep their ends instead. */
export function shortenedNames(
  names: readonly string[],
  width: number,
  widthOf: WidthOf,
): string[] {
  const short = names.map((name) => shortened(name, width, widthOf));
  return names.map((name, at) => {
    const isAlone = short.every((other, nth) => other !== short[at] || names[nth] === name);
    return isAlone ? short[at] ?? "" : cut(name, width, widthOf, lastThird);
  });
}

/** A third of the letters that are kept. */
function lastThird(letters: readonly string[], kept: number): string {
  return letters.slice(letters.length - Math.floor(kept / 3)).join("").trimStart();
}

/** @param tail What stands behind the ellipsis when so many letters are kept. */
function cut(
  text: string,
  width: number,
  widthOf: WidthOf,
  tail: (letters: readonly string[], kept: number) => string,
): string {
  if (widthOf(text) <= width) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const keeping = (kept: number) => {
    const end = tail(letters, kept);
    return `${
      letters.slice(0, end === "" ? kept : Math.ceil(kept * 2 / 3)).join("").trimEnd()
    }…${end}`;
  };
  let kept = letters.length;
  while (kept > 0 && widthOf(keeping(kept)) > width) kept--;
  return keeping(kept);
}
