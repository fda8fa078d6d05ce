import { plainName } from "../kind/columns.ts";
import type { Field } from "./formats/format.ts";

/** Words that columns of sales files have in their names, by what they mostly hold. */
const WORDS: readonly (readonly [Field, RegExp])[] = [
  [
    "refund_amount",
    /(return|refund|void|cancell?)(ed)?_?(qty|quantity|count|units?|pieces)|(qty|quantity|units)_?(return|refund|void|cancell?)|refund(ed)?amount|amountrefunded|montantrembourse|erstattungsbetrag|^(refunds?|returns?|credits?|erstattung|rembourse|remboursement|reembolso|rimborso|retur)$/,
  ],
  [
    "quantity",
    /^(qty|qte|menge|anzahl|anz\.?|stuckzahl|antal|aantal|quant\.?|ilosc|adet|cant\.?|uds|unidades|数量|個数|수량|колво|кол-во|количество|stk|stuck|pcs|pieces|pz|qtd|q\.?ta|cant$|kpl|maara|liczba|mnozstvi|mnozstvo|pocet|miktar|mennyiseg|ποσοτητα|الكمية|จำนวน|soluong|nos?\.?$|sold$)|quantity|quantite|cantidad|quantidade|quantita|^units?(sold)?$|^(#sold|porsi|portions?|porcje|unita|ks|db|x|数|件数|份数|(no\.?|number)ofitems|times(ordered|sold))$|(?<!dis|ac)count$|(items?|units?)sold/,
  ],
  [
    "discount",
    /discount|discnt|rabatt|remise|reduction|descuento|desconto|sconto|korting|promo|скидк|割引|折扣|할인|rabat|indirim|diskon|nachlass|ermassig|erma(ß|ss)ig|gutschein|comps?$|comp(s|ed)?amount|coupon|voucher|savings|markdown|deduction|^(disc\.?|dto\.?|less|off|reducedby|happyhour|loyalty|staffmeals?|adjustments?)$|rebate|allowance|sleva|zlava|kedvezmeny|alennus|znizka|εκπτωση|خصم|ส่วนลด|giamgia/,
  ],
  [
    "tax",
    /tax|vat|gst|hst|mwst|ust\b|steuer|tva|iva|impuesto|imposto|imposte|btw|moms|ндс|налог|税|세금|부가세|kdv|podatek|pajak/,
  ],
  [
    "currency",
    /currency|wahrung|devise|moneda|moeda|valuta|валюта|通貨|货币|통화|waluta|parabirimi|matauang/,
  ],
  [
    "status",
    /status|state$|outcome|storn|отмен|キャンセル|取消|^(is)?(completed?|fulfill?ed|settled|success(ful)?)$|^sale\/?refund$|^is(refund|return|void|cancel|comp|test|training)|^(training|test)(mode|order)?$|^(deleted|void(ed)?|cancell?ed|refunded)(at|on|by|time|date|reason)$|statut|estado|stato|void|cancel|storno|annul|anulad|статус|状态|状態|상태|durum|zustand|^stav$|^tila$|allapot|^result$|^(is)?(paid|bezahlt|paye|pagado|pagato)$|^(is)?(deleted|return(ed)?|comped|comp)$|refunded|κατασταση|الحالة/,
  ],
  [
    "type",
    /^(event)?type$|^typ$|^(action|event|transaction|operation|kind|art|vorgang|vorgangsart)$|tipo|transactiontype|receipttype|ordertype|salestype|rowtype|^type(de|du)|тип|类型|種別|유형|jenis|tur$/,
  ],
  ["time_zone", /timezone|zeitzone|fuseau|zonahoraria/],
  ["line_id", /^(line|row|item|selection)_?id$|lineitemid/],
  [
    "order_id",
    /^(order|receipt|ticket|check|bill|invoice|transaction|sale|bon|beleg|pedido|recibo|commande|ricevuta|transaktions?|заказ|чек|订单|注文|주문)s?[\s._-]*(id|no|nr|num|number|nummer|nombre|numero|#|номер|号|番号|번호)?\.?$|^(id|no|nr|numero|num)\.?[\s._-]*(de|of|du|d')?[\s._-]*(order|receipt|ticket|check|recibo|recu|pedido|commande|bon)|^order$|nederecibo|numerodurecu/,
  ],
  [
    "date",
    /date|datum|fecha|^data|^dato$|когда|дата|日期|日付|날짜|tarih|tanggal|created|timestamp|zeitpunkt|^day$/,
  ],
  [
    "time",
    /^time$|time$|uhrzeit|zeit$|^hora|^heure|^ora$|время|时间|時間|時刻|시간|saat|waktu|godzina/,
  ],
  [
    "location",
    /location|store|branch|restaurant|filiale|standort|sucursal|tienda|magasin|negozio|loja|site$/,
  ],
  ["category", /categor|kategori|warengruppe|group$|rubri|категор|分类|カテゴリ|카테고리/],
  ["variation", /variant|variation|pricepoint|^size$|groß?e|taille|tamano|talla/],
  [
    "item",
    /item|product|article|artikel|articulo|artigo|prodotto|dish|name$|description|beschreibung|descripcion|speise|gericht|plat$|prodotto|товар|наименование|блюдо|商品|品名|菜品|메뉴|상품|urun/,
  ],
  [
    "unit_price",
    /unitprice|priceeach|priceperunit|^(price|rate|preis|prix|precio|preco|prezzo|prijs|pris|cena|fiyat|harga|цена|单价|単価|价格|가격|단가)|einzelpreis|prixunitaire|preciounitario|itemprice/,
  ],
  [
    "net",
    /netsales|nettosales|netamount|netprice|netto|ventasnetas|ventesnettes|vendasliquidas|(net)$/,
  ],
  [
    "line_total",
    /total|gross|gesamt|amount|sales|revenue|umsatz|summe|betrag|montant|importe|valor|sum$|сумма|金额|金額|합계|tutar|jumlah/,
  ],
  ["tip", /^tips?$|tip(s|amount)?$|trinkgeld|pourboire|propina|gorjeta|mancia|fooi/],
  ["guests", /guest|cover|pax|personen|couverts|comensales/],
  ["table", /^table|tisch|mesa|tavolo/],
  ["order_type", /diningoption|orderingmethod|servicetype|fulfil/],
  ["payment_method", /payment|tender|zahlung|paiement|pago|pagamento|оплат|支付|支払|결제/],
];

/** The probable content of a column of a sales file, judged by its name. */
export function guessField(column: string): Field | undefined {
  const name = plainName(column).replaceAll(/[()[\]:?]/g, "");
  return WORDS.find(([, words]) => words.test(name))?.[0];
}

/** Columns that must not be ignored without asking: each changes the amount of a row. */
export const DECISIVE: readonly Field[] = [
  ...["quantity", "discount", "refund_amount", "tax", "type", "status", "currency"] as const,
];
