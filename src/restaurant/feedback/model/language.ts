/** Which language a text is in. */
export interface Language {
  /** ISO 639-1; "und" if undetermined. */
  readonly code: string;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** The most frequent small words, those that no other of these languages has weighing most. */
const SMALL_WORDS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en:
      "the and was is of to it in for we our with but very not this that my they had were so at on have you be are been would really from all just there as what which he she her his us me",
    es:
      "el la los las de que y en un una muy pero con por para es fue esta estaba no nos se lo le todo comida servicio buena bueno malo mal despues aqui comer nunca volvere pesimo pesima puse enfermo excelente rico",
    fr:
      "le la les des et est une un pas que dans pour avec nous tres mais etait sur ce qui au du je vous plus service cuisine repas bon bonne",
    de:
      "der die das und ist nicht ein eine war wir mit sehr aber auch auf zu den von es ich im leider essen bedienung gut lecker",
    it:
      "il la le di che e un una per non con era molto ma sono siamo del della nel piu buono cibo servizio ottimo",
    pt:
      "o a os as de que e um uma muito mas com para nao foi era no na do da bom boa comida atendimento otimo",
    nl:
      "de het een en van was niet met voor zijn we maar erg heel ook op te goed eten lekker lekkere gegeten bediening",
    pl: "i w na z nie jest bardzo ale do to jedzenie obsluga dobre smaczne sie byl byla",
    tr: "ve bir cok ama bu da de icin guzel yemek servis lezzetli degil",
    id: "yang dan di tidak ini enak makanan sangat tapi untuk dengan kami",
    sv: "och att det som en ett inte var med mycket men god maten vi pa",
  }).map(([code, words]) => [code, new Set(words.split(" "))]),
);

/** Small words of others that are English words, too: "no napkins, no straws" is English. */
const ENGLISH_TOO: ReadonlySet<string> = new Set("a i o no do as me plus la or el de".split(" "));

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["bn", /\p{Script=Bengali}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["th", /\p{Script=Thai}/gu],
];

/** How much of a text decides. */
const LOOKED_AT = 2000;

/** Guesses the language by script and by small words. */
export function guessLanguage(text: string): Language {
  const sample = text.slice(0, LOOKED_AT);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return { code: "und", confidence: 0 };
  for (const [code, script] of SCRIPTS) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share > 0.3) return { code, confidence: Math.min(1, 0.5 + share / 2) };
  }
  return bySmallWords(sample);
}

function bySmallWords(sample: string): Language {
  const words = sample.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/\p{L}+/gu) ??
    [];
  const different = new Set(words);
  const counts = Object.entries(SMALL_WORDS).map(([code, small]) => {
    const found = different.intersection(small);
    return { code, count: found.size, isOwn: !found.isSubsetOf(ENGLISH_TOO) };
  }).filter(({ code, isOwn }) => code === "en" || isOwn)
    .sort((left, right) => right.count - left.count);
  const english = counts.find(({ code }) => code === "en")?.count ?? 0;
  const [best] = counts;
  // Short English feedback has hardly any small words ("pizza cold, never again").
  const isShort = best !== undefined && english === 0 && best.count === 2 && words.length <= 4;
  if (best === undefined || best.count < 3 && !isShort || best.count < english * 1.5 + 1) {
    return {
      code: "en",
      confidence: words.length < 4 ? 0.6 : Math.min(1, 0.7 + english / words.length),
    };
  }
  return {
    code: best.code,
    confidence: Math.min(1, 0.4 + (best.count - english) / words.length * 2),
  };
}
