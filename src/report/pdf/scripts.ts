/** Scripts that the typeface lacks, by the names that readers know; Kana before Han. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Japanese text", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Chinese text", /\p{Script=Han}/u],
  ["Korean text", /\p{Script=Hangul}/u],
  ["Arabic text", /\p{Script=Arabic}/u],
  ["Hebrew text", /\p{Script=Hebrew}/u],
  ["Thai text", /\p{Script=Thai}/u],
  ["Devanagari text", /\p{Script=Devanagari}/u],
  ["Armenian text", /\p{Script=Armenian}/u],
  ["Georgian text", /\p{Script=Georgian}/u],
  ["emoji", /\p{Extended_Pictographic}/u],
  ["text in another script", /\p{Letter}/u],
];

/** Signs of the trade that have a plain spelling. */
const SPELLINGS: Readonly<Record<string, string>> = { "→": "->", "←": "<-", "฿": "THB " };

/** Signs that join or dress others and mean nothing alone. */
const DRESSING = /^[\p{Cf}\p{Variation_Selector}\p{Mn}\p{Emoji_Modifier}]$/u;

/**
 * A text with each run of characters that the typeface lacks named in its place: `[Chinese text]`,
 * `[emoji]`. Missing glyphs would be silent boxes.
 */
export function coveredText(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const runs: { isShown: boolean; text: string }[] = [];
  for (const character of spelled(text)) {
    const last = runs.at(-1);
    const joins = last?.isShown === false && DRESSING.test(character);
    const isShown = !joins && hasGlyph(character.codePointAt(0) ?? 0);
    if (!joins && !isShown && DRESSING.test(character)) continue;
    if (last?.isShown === isShown) last.text += character;
    else runs.push({ isShown, text: character });
  }
  return named(runs);
}

function spelled(text: string): string {
  return text.normalize("NFC").replaceAll(/\s+/g, " ")
    .replaceAll(/[→←฿]/g, (sign) => SPELLINGS[sign] ?? sign);
}

function named(runs: readonly { readonly isShown: boolean; readonly text: string }[]): string {
  const joined = runs.map(({ isShown, text }, at) => {
    if (isShown) return text;
    const before = /[\p{L}\p{N}]$/u.test(runs[at - 1]?.text ?? "") ? " " : "";
    const after = /^[\p{L}\p{N}]/u.test(runs[at + 1]?.text ?? "") ? " " : "";
    return `${before}[${nameOf(text)}]${after}`;
  }).join("");
  // Words of one script, with spaces between them, are one text.
  return joined.replaceAll(/(\[[^\]]+\])(?:[\s,.]+\1)+/g, "$1");
}

function nameOf(missing: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(missing))?.[0] ?? "sign";
}
