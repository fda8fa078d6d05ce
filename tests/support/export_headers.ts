/* Headers as real exports have them. */

const SQUARE_BEGINNING =
  "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales," +
  "Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location," +
  "Dining Option";
const SQUARE_CUSTOMER = "Customer ID,Customer Name,Customer Reference ID,Unit,Count";

/** Square items of 2017: 24 columns. */
export const SQUARE_2017 = `${SQUARE_BEGINNING},Customer ID,Customer Name,Customer Reference ID`;
/** 21 columns: the first ones only. */
export const SQUARE_21: string = SQUARE_BEGINNING;
/** Square items of 2023: 30 columns. */
export const SQUARE_2023 =
  `${SQUARE_BEGINNING},${SQUARE_CUSTOMER},Itemization Type,Commission,Employee,Fulfillment Note`;
/** Square items of 2024: 32 columns. */
export const SQUARE_2024 = `${SQUARE_2023},Channel,Token`;
/** Square items of 2024 without transactions and times: 21 columns. */
export const SQUARE_2024_SHORT =
  "Date,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Product Sales,Discounts,Net Sales," +
  "Tax,Gross Sales,Details,Event Type,Location,Dining Option,Customer ID,Customer Name," +
  "Itemization Type,Fulfillment Note,Channel";
/** Square items of 2025 and 2026: 33 columns. */
export const SQUARE_2025 =
  `${SQUARE_BEGINNING},${SQUARE_CUSTOMER},GTIN,Itemization Type,Fulfillment Note,Channel,Token,` +
  "Card Brand,PAN Suffix";
/** Square items of 2026: 35 columns. */
export const SQUARE_2026 =
  `${SQUARE_BEGINNING},${SQUARE_CUSTOMER},GTIN,Itemization Type,Commission,Employee,` +
  "Fulfillment Note,Channel,Token,Card Brand,PAN Suffix";

/** Toast's ItemSelectionDetails.csv as it is. */
export const TOAST =
  "Location,Order Id,Order #,Sent Date,Order Date,Check Id,Server,Table,Dining Area,Service," +
  "Dining Option,Item Selection Id,Item Id,Master Id,SKU,PLU,Menu Item,Menu Subgroup(s),Menu Group," +
  "Menu,Sales Category,Gross Price,Discount,Net Price,Qty,Tax,Void?,Deferred,Tax Exempt," +
  "Tax Inclusion Option,Dining Option Tax,Tab Name";
/** The same as Toast's field reference spells it. */
export const TOAST_DOCUMENTED: string = TOAST.replace(",PLU", "").replace("Discount", "Discnt")
  .replace("Sales Category", "Sales Cateogry");

/** Loyverse's receipts by item. */
export const LOYVERSE =
  "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,Quantity," +
  "Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,POS,Store,Cashier name," +
  "Customer name,Customer contacts,Comment,Status";
/** The same where the restaurant uses dining options. */
export const LOYVERSE_DINING: string = LOYVERSE.replace(",Taxes,", ",Taxes,Dining option,");

/** Square's catalog of a business with two locations. */
export const SQUARE_CATALOG =
  "Token,Item Name,Variation Name,SKU,Description,Category,GTIN,Square Online Item Visibility," +
  "Weight (lb),Price,Sellable,Stockable,Option Name 1,Option Value 1,Default Unit Cost," +
  "Default Vendor Name,Default Vendor Code,Current Quantity Downtown,New Quantity Downtown," +
  "Stock Alert Enabled Downtown,Stock Alert Count Downtown,Current Quantity Harbour," +
  "New Quantity Harbour,Stock Alert Enabled Harbour,Stock Alert Count Harbour,Tax - Sales";
