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

/** Between two words of one text; a bracket would lose its other half. */
const BETWEEN = /^[\s\p{Pc}\p{Pd}\p{Po}]+$/u;

/** Part of a text that the typeface has, or the name of the script that it lacks. */
interface Run {
  readonly lacks: string | null;
  readonly text: string;
}

/**
 * A text with each part that the typeface lacks named in its place: `[Chinese text]`, `[emoji]`.
 * Missing glyphs would be silent boxes.
 *
 * @param nameOf What is written for a part in some script.
 */
export function coveredText(
  text: string,
  hasGlyph: (codePoint: number) => boolean,
  nameOf: (script: string, part: string) => string = (script) => script,
): string {
  const runs = joinedRuns(runsOf(spelled(text), hasGlyph));
  return runs.map(({ lacks, text }, at) => {
    if (lacks === null) return text;
    const before = /[\p{L}\p{N}]$/u.test(runs[at - 1]?.text ?? "") ? " " : "";
    const after = /^[\p{L}\p{N}]/u.test(runs[at + 1]?.text ?? "") ? " " : "";
    return `${before}[${nameOf(lacks, text)}]${after}`;
  }).join("");
}

/**
 * Names texts so that they can be told apart: `Chinese text 1`; the same text has the same name.
 * A sign or an emoji has no number.
 *
 * @param known The numbers of the texts that were named.
 */
export function numbered(known: Map<string, number>): (script: string, part: string) => string {
  const counts = new Map<string, number>();
  return (script, part) => {
    if (!/text/.test(script)) return script;
    const count = counts.get(script) ?? 0;
    const number = known.getOrInsertComputed(part, () => count + 1);
    counts.set(script, Math.max(count, number));
    return `${script} ${number}`;
  };
}

function spelled(text: string): string {
  return text.normalize("NFC").replaceAll(/\s+/g, " ")
    .replaceAll(/[→←฿]/g, (sign) => SPELLINGS[sign] ?? sign);
}

function runsOf(text: string, hasGlyph: (codePoint: number) => boolean): Run[] {
  const runs: { isShown: boolean; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const joins = last?.isShown === false && DRESSING.test(character);
    const isShown = !joins && hasGlyph(character.codePointAt(0) ?? 0);
    if (!joins && !isShown && DRESSING.test(character)) continue;
    if (last?.isShown === isShown) last.text += character;
    else runs.push({ isShown, text: character });
  }
  return runs.map(({ isShown, text }) => ({ text, lacks: isShown ? null : scriptOf(text) }));
}

/** Words of one script, with spaces or punctuation between them, are one text. */
function joinedRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const [before, between] = joined.slice(-2);
    const isOne = run.lacks !== null && before?.lacks === run.lacks && between !== undefined &&
      between.lacks === null && BETWEEN.test(between.text);
    if (isOne) joined.splice(-2, 2, { ...run, text: before.text + between.text + run.text });
    else joined.push(run);
  }
  return joined;
}

/** What readers call the script of a text. */
export function scriptOf(missing: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(missing))?.[0] ?? "sign";
}
