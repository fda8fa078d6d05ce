/** Misspellings that reviews are full of, and the word that was meant. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    delicous: "delicious", delishious: "delicious", deliscious: "delicious", delicius: "delicious", dilicious: "delicious",
    resturant: "restaurant", restaraunt: "restaurant", restraunt: "restaurant", restuarant: "restaurant", restrant: "restaurant",
    waitres: "waitress", waitor: "waiter", waitted: "waited", waitd: "waited", servive: "service", serivce: "service", sevice: "service",
    servise: "service", srvice: "service", servce: "service", atmoshpere: "atmosphere", atmosphear: "atmosphere", atmoshere: "atmosphere",
    ambiance: "ambience", ambient: "ambience", ambiente: "ambience", excelent: "excellent", exellent: "excellent", excellant: "excellent",
    definately: "definitely", definatly: "definitely", definetly: "definitely", recomend: "recommend", reccomend: "recommend",
    reccommend: "recommend", recommened: "recommend", dissapointed: "disappointed", disapointed: "disappointed", dissappointed: "disappointed",
    disappinted: "disappointed", dissapointing: "disappointing", disapointing: "disappointing", dissappointing: "disappointing",
    horible: "horrible", terible: "terrible", terrable: "terrible", awfull: "awful", aweful: "awful", tastey: "tasty", tastless: "tasteless",
    freindly: "friendly", frendly: "friendly", friendley: "friendly", expencive: "expensive", expensve: "expensive", exspensive: "expensive",
    pricy: "pricey", overpiced: "overpriced", manger: "manager", managment: "management", mannager: "manager", portons: "portions",
    desert: "dessert", deserts: "desserts", chiken: "chicken", chickn: "chicken", chkn: "chicken", biriyani: "biryani", briyani: "biryani",
    cheeze: "cheese", veggy: "veggie", sandwitch: "sandwich", sandwhich: "sandwich", burgar: "burger", piza: "pizza", pizzza: "pizza",
    coffe: "coffee", cofee: "coffee", cappucino: "cappuccino", expresso: "espresso", mayonaise: "mayonnaise", avacado: "avocado",
    beautifull: "beautiful", wonderfull: "wonderful", amazin: "amazing", amzing: "amazing", amazng: "amazing", fantstic: "fantastic",
    perfact: "perfect", gud: "good", gr8: "great", grt: "great", luv: "love", luvd: "loved", loveddd: "loved", nyc: "nice",
    tht: "that", wud: "would", cud: "could", shud: "should", wuld: "would", wat: "what", coz: "because", cuz: "because", cos: "because",
    bcoz: "because", bcz: "because", thru: "through", tho: "though", altho: "although", thot: "thought", ppl: "people", pls: "please",
    plz: "please", thx: "thanks", ur: "your", u: "you", r: "are", n: "and", w: "with", bc: "because", rly: "really", rlly: "really",
    v: "very", vry: "very", soo: "so", tooo: "too", wouldnt: "would", definitly: "definitely", tabel: "table", clen: "clean", diry: "dirty",
    dirrty: "dirty", bathrom: "bathroom", restrom: "restroom", toliet: "toilet", toliets: "toilets", delievery: "delivery", delivry: "delivery",
    dilivery: "delivery", deliverd: "delivered", recieved: "received", recived: "received", packeging: "packaging", missin: "missing",
    orderd: "ordered", allergys: "allergies", alergy: "allergy", allergey: "allergy", alergic: "allergic", allergie: "allergy",
    poisioning: "poisoning", diarrhoea: "diarrhea", diarhea: "diarrhea", diarreah: "diarrhea", vomitting: "vomiting", nausious: "nauseous",
    unacceptible: "unacceptable", rediculous: "ridiculous", ridiculus: "ridiculous", pathetik: "pathetic", wors: "worst", wrost: "worst",
    favorite: "favourite", flavor: "flavour", flavors: "flavours", flavorful: "flavourful", flavorless: "flavourless", savory: "savoury",
    color: "colour", neighborhood: "neighbourhood", favor: "favour", center: "centre", odor: "odour", behavior: "behaviour",
    grey: "gray", yoghurt: "yogurt", donut: "doughnut", donuts: "doughnuts", chilli: "chili", chillies: "chilies", omelette: "omelet",
  }),
);

const SEPARATE = /[\u200b-\u200d\u00ad\p{M}'’‘`´ʼ]|&#39;|&#x27;|&apos;|&rsquo;/gu;
const LENGTHENED = /(\p{L})\1{2,}/gu;
const PLAIN = /^[a-z]+$/;

/**
 * A word as the lexicon spells it: lower case, without accents and hidden characters, "sooooo" as
 * "so", frequent misspellings and American spellings as one.
 */
export function normalWord(written: string, isKnown: (word: string) => boolean): string {
  const lower = written.toLowerCase();
  const bare = PLAIN.test(lower) ? lower : lower.normalize("NFKD").replace(SEPARATE, "");
  const word = shortened(bare, isKnown);
  return MEANT.get(word) ?? word;
}

function shortened(word: string, isKnown: (word: string) => boolean): string {
  const twice = word.replace(LENGTHENED, "$1$1");
  if (twice === word || isKnown(twice)) return twice;
  const once = word.replace(LENGTHENED, "$1");
  return isKnown(once) || once.length > 2 ? once : twice;
}
