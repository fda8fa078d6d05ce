import { normalWord } from "./normal_word.ts";

/** What a token is; tags, addresses and entities of HTML carry no opinion. */
export type TokenKind = "word" | "number" | "mark" | "emoji" | "markup" | "line";

/** A piece of a text: `text.slice(start, end)` is what the guest wrote. */
export interface Token {
  readonly kind: TokenKind;
  /** Lower case, without accents, hidden characters and lengthened letters. */
  readonly norm: string;
  /** UTF-16 offsets into the text as it was given. */
  readonly start: number;
  readonly end: number;
  /** Written in capitals, three letters or more. */
  readonly loud: boolean;
}

const APOSTROPHE = "(?:['’‘`´ʼ]|&#39;|&#x27;|&apos;|&rsquo;)";

/*
 * Every alternative consumes at least one character and none can be extended in two ways, so the
 * time is linear in the length of the text.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<line>\r\n|[\n\r\u2028\u2029])`,
    String
      .raw`(?<emoji>[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}]\ufe0f?|[:;=]['-]?[()DPp3/|](?![\p{L}\d])|<3|\^_\^)`,
    String
      .raw`(?<markup><\/?[A-Za-z!][^<>\n]{0,200}>|&#?[A-Za-z0-9]{1,10};|https?:\/\/[^\s<>]{1,500}|[\p{Cf}\p{Cc}\ufe0f]+)`,
    String.raw`(?<word>[\p{L}\p{M}](?:[\p{L}\p{M}\u200b-\u200d\u00ad]|${APOSTROPHE}(?=\p{L}))*)`,
    String.raw`(?<number>\p{Nd}+(?:[.,:]\p{Nd}+)*)`,
    String.raw`(?<mark>[.]{2,}|[!?]+|[^\s])`,
  ].join("|"),
  "gu",
);

const KINDS: readonly TokenKind[] = ["line", "emoji", "markup", "word", "number", "mark"];

/** The tokens of a text in their order; "wasn't" gives "was" and "not". */
export function tokenise(text: string, isKnown: (word: string) => boolean): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const kind = KINDS.find((kind) => groups[kind] !== undefined) ?? "mark";
    const written = match[0];
    const span = { start: match.index, end: match.index + written.length };
    if (kind === "word") tokens.push(...wordTokens(written, span, isKnown));
    else tokens.push({ kind, norm: written.toLowerCase(), ...span, loud: false });
  }
  return tokens;
}

const CONTRACTED = new RegExp(`^(.*)n${APOSTROPHE}t$`, "iu");
const ENDING = new RegExp(`${APOSTROPHE}(?:s|re|ve|ll|d|m)$`, "iu");
/** Contractions as they are typed in a hurry. */
const HURRIED: ReadonlyMap<string, string> = new Map(
  [
    "did",
    "does",
    "do",
    "was",
    "were",
    "is",
    "are",
    "could",
    "would",
    "should",
    "had",
    "has",
    "have",
  ]
    .map((verb) => [`${verb}nt`, verb]),
);
const WHOLE: ReadonlyMap<string, string> = new Map([["ca", "can"], ["wo", "will"], [
  "sha",
  "shall",
]]);

function wordTokens(
  written: string,
  { start, end }: { start: number; end: number },
  isKnown: (word: string) => boolean,
): Token[] {
  const loud = written.length > 2 && written === written.toUpperCase() &&
    written !== written.toLowerCase();
  const verb = CONTRACTED.exec(written)?.[1]?.toLowerCase() ?? HURRIED.get(written.toLowerCase()) ??
    (/^(?:cant|wont)$/i.test(written) ? written.slice(0, 2).toLowerCase() : undefined);
  if (verb !== undefined && verb !== "") {
    const middle = start + Math.min(verb.length, end - start);
    return [
      { kind: "word", norm: WHOLE.get(verb) ?? verb, start, end: middle, loud },
      { kind: "word", norm: "not", start: middle, end, loud },
    ];
  }
  const norm = normalWord(written.replace(ENDING, ""), isKnown);
  return [{ kind: "word", norm, start, end, loud }];
}
