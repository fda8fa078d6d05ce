import type { Encoding } from "./text.ts";

/** Encodings that are tried for bytes that are no UTF-8, the likelier ones first. */
const CANDIDATES: readonly Encoding[] = [
  ...["windows-1252", "windows-1250", "windows-1251", "windows-1254"] as const,
  ...[
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "euc-jp",
    "windows-1253",
    "koi8-r",
    "koi8-u",
  ] as const,
  ...["ibm866", "iso-8859-5", "iso-8859-2", "x-mac-cyrillic", "macintosh", "windows-1255"] as const,
  ...["windows-1256", "windows-874"] as const,
];

const RUSSIAN = "оеаинтсрвлк";
const JAPANESE =
  "日月年時分円税込合計売上商品名数量金額店舗注文定食丼飯肉魚牛豚鶏野菜味噌汁茶酒麦生大小中盛" +
  "現金券卓番号取消返";
/** Letters that a language uses most, for encodings of one alphabet with other orders of it. */
const COMMON: Readonly<Partial<Record<Encoding, string>>> = {
  ...{ "windows-1251": RUSSIAN, "koi8-r": RUSSIAN, "koi8-u": RUSSIAN, "ibm866": RUSSIAN },
  ...{ "iso-8859-5": RUSSIAN, "x-mac-cyrillic": RUSSIAN },
  "windows-1253": "αοιετσνηυρκλ",
  "windows-1255": "יולאהמתנרשב",
  "windows-1256": "اليمنتربكة",
  "windows-874": "านรกงอมยลเ",
};

/** Characters that menus and reports use much, for encodings that give every byte pair a meaning. */
const FREQUENT: Readonly<Partial<Record<Encoding, string>>> = {
  shift_jis: JAPANESE,
  "euc-jp": JAPANESE,
  gb18030:
    "的日月年时分元合计金额商品名称数量单价订店桌号米饭面鸡鸭鱼牛猪羊肉菜汤茶酒水果豆腐炒煮蒸烤" +
    "红烧酸辣麻甜大小份杯瓶盘宫保丁丝片块虾蟹蛋包子饺青啤可乐咖啡冰热退款取消现支付微信宝香",
  big5:
    "的日月年時分元合計金額商品名稱數量單價訂店桌號米飯麵雞鴨魚牛豬羊肉菜湯茶酒水果豆腐炒煮蒸烤" +
    "紅燒酸辣麻甜大小份杯瓶盤珍珠奶綠茶冰熱蝦蟹蛋包餃退款取消現付滷排骨便當",
  "euc-kr":
    "김치찌개비빔밥불고기갈냉면국수탕전떡볶이순대만두닭돼지소삼겹살회초물음료주맥커피차라아메리카노" +
    "노스떼한개수량금액합계날짜주문번호상품명현금카드취소환판매점세트대중소",
};

/**
 * The most plausible encoding of bytes that are not valid UTF-8.
 *
 * @param sample The lines of a file that have bytes beyond ASCII.
 */
export function guessEncoding(sample: Uint8Array): Encoding {
  const utf8 = new TextDecoder("utf-8").decode(sample);
  const broken = utf8.split("\ufffd").length - 1;
  const whole = utf8.replaceAll(/[\p{ASCII}\ufffd]/gu, "").length;
  // A file that is UTF-8 but for a few bytes has more whole characters than broken ones; read in
  // another encoding they would be pairs such as Ã©.
  if (whole >= broken && whole > 0) return "utf-8";
  const scored = CANDIDATES.map((encoding) => ({
    encoding,
    score: plausibility(new TextDecoder(encoding).decode(sample), encoding),
  }));
  return scored.reduce((best, next) => next.score > best.score ? next : best).encoding;
}

/** Encodings that are rare today and need more evidence. */
const OLD: readonly Encoding[] = ["macintosh", "koi8-r", "koi8-u", "ibm866", "iso-8859-5"];

/** How much a text looks as if people had written it; more is better. */
function plausibility(text: string, encoding: Encoding): number {
  const frequent = FREQUENT[encoding];
  const common = COMMON[encoding] ?? "";
  let score = 0;
  let letters = 0;
  for (const word of text.match(/[^\s,;|"\t]*\P{ASCII}[^\s,;|"\t]*/gu) ?? []) {
    const foreign = [...word].filter((character) => character > "\x7f").length;
    letters += foreign;
    score += wordScore(word) +
      (frequent === undefined ? 0 : [...word].filter((one) => frequent.includes(one)).length * 2) +
      [...word.toLowerCase()].filter((one) => common.includes(one)).length * 0.25;
  }
  return letters === 0 ? 0 : score / letters - (OLD.includes(encoding) ? 0.1 : 0);
}

const SCRIPTS = [
  ...["Latin", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul"] as const,
  ...["Greek", "Hebrew", "Arabic", "Thai"] as const,
];
const OF_SCRIPT = SCRIPTS.map((script) => new RegExp(`\\p{Script=${script}}`, "u"));

function wordScore(word: string): number {
  const scripts = new Set<number>();
  let score = 0;
  for (const character of word) {
    const script = OF_SCRIPT.findIndex((pattern) => pattern.test(character));
    if (script !== -1) scripts.add(script);
    if (character <= "\x7f") continue;
    score += characterScore(character, script);
  }
  const [latin, cyrillic, eastern] = [
    scripts.has(0),
    scripts.has(1),
    [...scripts].some((s) => s > 1),
  ];
  if ([latin, cyrillic, eastern].filter(Boolean).length > 1) score -= 3;
  // Capitals inside a word: an É read for a Cyrillic letter.
  if (/\p{Ll}\p{Lu}/u.test(word)) score -= 2;
  // Hardly any word of a Latin script has three accents in a row; Cyrillic read as Latin has.
  score -= (word.match(/[À-ɏ]{3}|^[À-ɏ]{2}$/gu) ?? []).length * 2;
  // Portuguese has õ before e; elsewhere it is Hungarian read wrongly.
  score -= (word.match(/õ(?!e)/gu) ?? []).length * 0.5;
  // French has œ before u and i; elsewhere it is ś read wrongly.
  score += (word.match(/œ(?=[uiUI])/giu) ?? []).length * 0.2;
  return score;
}

function characterScore(character: string, script: number): number {
  if (/[\ufffd\x80-\x9f\ue000-\uf8ff]/u.test(character)) return -4;
  // Half-width kana are what single Latin letters become in Shift_JIS.
  if (/[\uff61-\uff9f]/u.test(character)) return -1;
  if (/[\u3040-\u30ff\u3001\u3002]/u.test(character)) return 2;
  if (script === 2) return 0.4;
  if (script === 5) return 0.6;
  if (script === 0) {
    return /[þðýÞÐÝ]/u.test(character)
      ? 0.6
      : /[À-ÿ]/u.test(character)
      ? 1.1
      : /[ğıİşŞ]/u.test(character)
      ? 1.07
      : SLAVIC.test(character)
      ? 1.05
      : 0.9;
  }
  // Points of Hebrew are what capitals of other alphabets become.
  if (/[\u0591-\u05c7]/.test(character)) return -1;
  if (script === 7) return 1.1;
  if (script >= 6) return 1;
  if (script === 1) return /[а-яёА-ЯЁіїєґІЇЄҐ]/u.test(character) ? 1.05 : 0;
  return -0.5;
}

/** Letters of Polish, Czech, Slovak, Hungarian, Turkish and their neighbours. */
const SLAVIC = /[ąćęłńóśźżčďěňřšťůžĺľŕőűăâîșțşţđğıİĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽĹĽŔŐŰĂȘȚŞŢĐĞ]/u;
