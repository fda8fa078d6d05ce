const TOTAL = new RegExp(
  "^(grand |sub-?|net |gross |overall |sum )?totals?( general| général| geral)?:?$|" +
    "^(gesamt(summe|betrag)?|summe|zwischensumme|somme|sous-total|suma|subtotal|totale|totaal|" +
    "razem|ogółem|celkem|spolu|összesen|jumlah|yhteensä|summa|sum|toplam|genel toplam|" +
    "итого|всего|разом|усього|合計|総計|小計|合计|总计|小计|總計|합계|총계|소계|σύνολο):?$",
  "iu",
);

/** How no such name starts: most ids and dates. */
const STARTS_PLAIN = /^[\d#-]/;

/** Whether a cell names a sum of rows, in one of several languages: `Grand total`, `Summe`. */
export function isTotalWord(text: string): boolean {
  return text.length < 20 && !STARTS_PLAIN.test(text) && TOTAL.test(text.normalize("NFC"));
}
