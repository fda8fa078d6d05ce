/** Longer texts are hardly names, and would take much room. */
const LONGEST = 500;

/**
 * A function of a text that remembers its results. Once it has as many as it may keep, it starts
 * anew: what comes again and again, such as the names in a file, is there again at once.
 */
export function remembering<Result>(
  most: number,
  compute: (text: string) => Result,
): (text: string) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known.result;
    const result = compute(text);
    if (text.length > LONGEST) return result;
    if (results.size >= most) results.clear();
    results.set(text, { result });
    return result;
  };
}
