import { remembering } from "../../values/remembering.ts";

const TOTAL = new RegExp(
  "^(grand |sub-?|net |gross |overall |sum )?totals?( general| général| geral)?:?$|" +
    "^(gesamt(summe|betrag)?|summe|zwischensumme|somme|sous-total|suma|subtotal|totale|totaal|" +
    "razem|ogółem|celkem|spolu|összesen|jumlah|yhteensä|summa|sum|toplam|genel toplam|" +
    "итого?|всего|разом|усього|合計|総計|小計|合计|总计|小计|總計|합계|총계|소계|σύνολο):?$",
  "iu",
);

/** Words that name a sum wherever they stand in a cell: `Day total`, `Итого за день`. */
const PART = new RegExp(
  "(?<!\\p{L})((sub|grand)?totals?|totales|totali|totaux|totais|totale|totaal|totalt|sum|suma|summe|" +
    "tages(summe|umsatz)|end(summe|betrag)|gesamt\\p{L}*|umsatz|razem|celkem|celkom|spolu|ukupno|" +
    "összesen|összes|i alt|toplam|jumlah|tổng( cộng)?|cộng|итого?|всего|разом|net sales|gross sales|" +
    'all items|σύνολο|σύνολα|المجموع|الإجمالي|סהכ|סה"כ|כולל|' +
    "कुल|योग|รวม|ยอดรวม)(?![\\p{L}\\p{M}])|合\\s?計|総\\s?計|小\\s?計|合\\s?计|总\\s?计|小\\s?计|總\\s?計|합계|총계|소계|日\\s?計|总额|總額|总金额|^[Σ∑]$|" +
    "^(all|overall|summary|tot\\.?|ttl|kokku|iš viso|kopā|jami|סה״כ)$",
  "iu",
);

/** How no such name starts: most ids and dates. */
const PLAIN_STARTS = "0123456789#-";

/** Whether a cell is empty or starts like an id or a date. */
function isPlain(text: string): boolean {
  return PLAIN_STARTS.includes(text.charAt(0));
}

/** Whether a cell names a sum of rows, in one of several languages: `Grand total`, `Summe`. */
export function isTotalWord(text: string): boolean {
  return text.length < 20 && !isPlain(text) && isTotal(text);
}

/** More labels than come again and again in most files. */
const MOST_TEXTS = 5000;

const isTotal = remembering(MOST_TEXTS, (text) => TOTAL.test(text.normalize("NFC")));

/** Whether a cell has a word that names a sum; a dish may have one, too: `Sum of all fears`. */
export function hasTotalWord(text: string): boolean {
  return text.length < 60 && !isPlain(text) && hasPart(text);
}

const hasPart = remembering(MOST_TEXTS, (text) => PART.test(text.normalize("NFKC")));

const AVERAGE =
  /^(avg\.?|average|mean|durchschnitt|mittelwert|ø|moyenne|promedio|media|média|gemiddelde?|średnia|průměr|átlag|среднее|平均|평균|median|max(imum)?|min(imum)?|count)(?![\p{L}])/iu;

/** Whether a cell names the average of rows: `Average`, `Durchschnitt`. */
export function isAverageWord(text: string): boolean {
  return text.length < 40 && !isPlain(text) && isAverage(text);
}

const isAverage = remembering(MOST_TEXTS, (text) => AVERAGE.test(text.normalize("NFC")));

/** Whether a cell may be any of these: most are none, and one look shows it. */
export function mayLabelSums(text: string): boolean {
  return !isPlain(text) && isAny(text);
}

const isAny = remembering(
  MOST_TEXTS,
  (text) => isTotalWord(text) || hasTotalWord(text) || isAverageWord(text),
);
