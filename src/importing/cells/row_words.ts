import { remembering } from "../../values/remembering.ts";

/** What a word in a column of types or states says about its row. */
export type RowMeaning = "sale" | "refund" | "void" | "unpaid";

/** Words of exports in several languages, as beginnings of a cell without accents. */
const WORDS: readonly (readonly [RowMeaning, RegExp])[] = [
  [
    "void",
    /^(void|cancel|storn|annul|anul|cancelad|abgebrochen|geannuleerd|zrusen|stornovan|peruttu|torolve|ponisht|fail|declin|reject|refus|echou|fehlgeschl|rechaz|fallid|recusad|fallit|rifiut|expired|abandon|deleted|geloscht|supprim|elimin|отмен|аннул|удал|отклон|ошибк|取消|作废|已取消|キャンセル|無効|失败|失敗|실패|취소|iptal|batal|dibatal|gagal|usunie|avbrut|makulera|no ?show)/,
  ],
  [
    "refund",
    /^(refund|return|reimburs|chargeback|charge back|ruckerstatt|erstatt|gutschrift|ruckgabe|retour|rembours|reembols|devol|estorno|rimbors|reso\b|zwrot|terugbet|возврат|退款|退货|返金|返品|환불|반품|iade|refun|pengembalian|aterbetal)|^credit( note| memo)?$/,
  ],
  [
    "unpaid",
    /^(un-?paid|not paid|pending|open|draft|quote|hold|on hold|parked|await|unbezahlt|offen|ausstehend|impaye|en attente|non paye|pendiente|abierto|por pagar|sin pagar|nao pago|pendente|aberto|in attesa|non pagat|aperto|не ?оплачен|ожида|открыт|черновик|未支付|待付款|待支付|未払|未会計|미결제|대기|odenme|bekliy|acik|belum|nieoplacon|oczek|onbetaald|obetald)/,
  ],
  [
    "sale",
    /^(sale|sold|sell|pay|paid|payment|order|purchase|success|succe|complet|close|clos|done|final|finish|settled|captur|approv|accept|fulfil|deliver|ready|ok|valid|active|normal|regular|receipt|invoice|check|verkauf|bezahlt|abgeschl|erfolg|gebucht|vente|vendu|paye|termin|ferm|valide|reussi|venta|vendid|pagad|cerrad|completad|exitos|venda|pago|fechad|conclu|vendita|pagat|chius|complet|продаж|оплач|заверш|закры|выполн|успеш|销售|已支付|已完成|完成|成功|支付|売上|販売|会計済|支払済|完了|판매|결제|완료|satis|odend|tamam|kapal|penjualan|lunas|selesai|dibayar|sukses|sprzedaz|zaplac|zamkn|zakoncz|verkoop|betaald|betalt|maksettu|fizetve|achitat|placen|oplac|платеж провед|провед|已付|付款成功|支払い済|da thanh toan|đa thanh toan|ชาระแลว|ชำระแลว|مدفوع|voltooid|forsalj|betald|partially refunded|partial refund)/,
  ],
];

/**
 * What a type or state means: `Cancelled`, `Rückerstattung`, `Venta`, `оплачен`, `取消`. Empty is a
 * sale.
 *
 * @return undefined for a word that is not known.
 */
export function meaningOf(text: string): RowMeaning | undefined {
  return text.length > LONGEST_STATE ? findMeaning(text) : meaningOfState(text);
}

/** Longer texts are remarks, which hardly come again. */
const LONGEST_STATE = 40;
/** More words than states come in. */
const MOST_STATES = 2000;

const meaningOfState = remembering(MOST_STATES, findMeaning);

function findMeaning(text: string): RowMeaning | undefined {
  const word = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").normalize("NFKC").toLowerCase()
    .trim();
  if (word === "") return "sale";
  if (PARTLY_REFUNDED.test(word)) return "sale";
  if (UNDECIDED.test(word)) return undefined;
  const [first = "", ...others] = wordStarts(word);
  const starts = [first, ...others.filter((one) => !isNegated(word, one))];
  // "Payment failed", "Sale voided": a word behind the first that undoes the sale decides.
  const undone = WORDS.filter(([meaning]) => meaning !== "sale")
    .find(([, words]) => starts.some((one) => words.test(one)));
  return (undone ?? WORDS.find(([, words]) => words.test(first)))?.[0];
}

const PARTLY_REFUNDED =
  /(^|[^\p{L}])(partial(ly)?[ _-]?refund|teilweise (erstatt|ruckerstatt)|parcialmente (reembols|devol|estorn)|partiellement rembours|parzialmente rimbors|gedeeltelijk terugbet|czesciowo zwroc|частично возв)|部分退|一部返金|부분 ?환불/u;
/** Refunds that were denied, and payments of a part: what is left of the sale is open. */
const UNDECIDED =
  /^(refund|return|void|cancel)\p{L}*[ _-](declin|reject|den[iy]|fail|cancel|revers)|partial(ly)?[ _-]?paid|paid[ _-]?partial/u;

/** A text from each of its words on; in Chinese, Japanese and Korean every character begins one. */
function wordStarts(text: string): string[] {
  const starts = text.matchAll(
    /(?<![\p{L}\p{N}])[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu,
  );
  return [...starts].map(({ index }) => text.slice(index));
}

/** Whether the word before the rest of a text denies it: `not refunded`. */
function isNegated(text: string, rest: string): boolean {
  return /(^|[^\p{L}])(not|no|non|un|never|nicht|kein\p{L}*|nao|sin|sans|не|без)[ _-]$/u.test(
    text.slice(0, text.length - rest.length),
  );
}

/** What a cell says that answers yes or no: `true`, `Oui`, `0`. Undefined for anything else. */
export function flagOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (/^(true|yes|y|1|x|ja|oui|si|sí|sim|да|是|はい|예|tak|evet|ya)$/.test(word)) return true;
  if (/^(false|no|n|0|nein|non|não|nao|нет|否|いいえ|아니오|nie|hayir|tidak|-)?$/.test(word)) {
    return false;
  }
  return undefined;
}

/** Columns whose `No` is what matters: `Paid?`, `Completed`. */
export function isGoodNews(column: string): boolean {
  return GOOD_NEWS.test(column.trim()) && !/(by|at|on|date|amount|method|total)$/i.test(column);
}

const GOOD_NEWS =
  /^(is)?[ _]?(paid|bezahlt|pay[eé]e?|pagad[oa]|pago|pagato|betaald|complete|success|valid|fulfil|settled|оплач)/i;
