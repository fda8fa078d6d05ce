import { unknownText } from "../../cells/row_problem.ts";
import { meaningOf } from "../../cells/row_words.ts";
import type { SalesFormat } from "./format.ts";

/**
 * Loyverse's "receipts by item" export, in the languages of its back office. A refund is a receipt
 * of its own, with its own number. The English header is as published, Spanish and French names are
 * from published samples, those of the other languages from memory.
 */
export const loyverseItems: SalesFormat = {
  name: "loyverse-items",
  title: "Loyverse receipts by item",
  source: "loyverse",
  columns: {
    order_id: [
      ...["Receipt number", "Número de recibo", "Numéro du reçu", "Belegnummer"],
      ...["Número do recibo", "Numero di ricevuta", "Numero ricevuta", "Nomor struk", "Номер чека"],
    ],
    date: ["Date", "Fecha", "Datum", "Data", "Tanggal", "Дата"],
    location: [
      "Store",
      "Tienda",
      "Magasin",
      "Geschäft",
      "Filiale",
      "Loja",
      "Negozio",
      "Toko",
      "Магазин",
    ],
    item: [
      ...["Item", "Item name", "Artículo", "Article", "Artikel", "Artigo", "Articolo", "Barang"],
      "Товар",
    ],
    variation: ["Variant", "Variante", "Varian", "Вариант"],
    category: ["Category", "Categoria", "Catégorie", "Kategorie", "Kategori", "Категория"],
    modifiers: [
      ...["Modifiers applied", "Modificadores aplicados", "Modificateurs appliqués"],
      ...["Angewandte Modifikatoren", "Modificatori applicati", "Modifikator", "Модификаторы"],
    ],
    quantity: [
      "Quantity",
      "Cantidad",
      "Quantité",
      "Menge",
      "Anzahl",
      "Quantidade",
      "Quantità",
      "Jumlah",
      "Количество",
    ],
    line_total: [
      ...["Gross sales", "Ventas brutas", "Ventes brutes", "Bruttoumsatz", "Bruttoverkäufe"],
      ...["Vendas brutas", "Vendite lorde", "Penjualan kotor", "Валовые продажи"],
    ],
    discount: [
      "Discounts",
      "Descuentos",
      "Réductions",
      "Remises",
      "Rabatte",
      "Descontos",
      "Sconti",
      "Diskon",
      "Скидки",
    ],
    net: [
      ...["Net sales", "Ventas netas", "Ventes nettes", "Nettoumsatz", "Nettoverkäufe"],
      ...["Vendas líquidas", "Vendite nette", "Penjualan bersih", "Чистые продажи"],
    ],
    tax: ["Taxes", "Impuestos", "Steuern", "Impostos", "Tasse", "Imposte", "Pajak", "Налоги"],
    order_type: ["Dining option", "Opción de comedor", "Option de restauration", "Verzehroption"],
    server: [
      ...["Cashier name", "Nombre del cajero", "Nom du caissier", "Name des Kassierers"],
      ...["Nome do caixa", "Nome del cassiere", "Nama kasir", "Имя кассира"],
    ],
    register: ["POS", "TPV", "PDV", "Kasse", "Касса"],
    type: [
      ...["Receipt type", "Tipo de recibo", "Type de reçu", "Belegtyp", "Belegart"],
      ...["Tipo di ricevuta", "Tipo ricevuta", "Jenis struk", "Тип чека"],
    ],
    status: ["Status", "Estado", "Statut", "Stato", "Статус"],
  },
  required: [["order_id"], ["type"], ["date"], ["item"], ["quantity"], ["line_total"], ["net"]],
  orderNumbersRestart: false,
  kindOf(cell) {
    const event = meaningOf(cell("type"));
    if (cell("type") === "" || (event !== "sale" && event !== "refund")) {
      throw unknownText("type", cell("type"));
    }
    return { event, voided: meaningOf(cell("status")) === "void", gift_card: false };
  },
};
