import { weekdayOf } from "../../../values/day_number.ts";
import {
  after,
  between,
  clearBrightness,
  during,
  easter,
  equinox,
  fixed,
  lunar,
  nth,
  oneOf,
  orthodoxEaster,
  type Rule,
  weekdayFrom,
  weekdayUntil,
} from "./rules.ts";

/**
 * The rule for a holiday on a weekend: nothing; the nearest weekday is off as well (United States);
 * the next free weekday is (Britain and others); or only a Sunday's Monday is.
 */
export type Substitute = "none" | "nearest" | "next" | "sunday_next";

/** The public holidays of a country that hold in all or nearly all of it. */
export interface CountryHolidays {
  readonly substitute: Substitute;
  readonly holidays: Readonly<Record<string, Rule>>;
}

const [MON, THU, FRI, SAT] = [0, 3, 4, 5];

const WESTERN_CHRISTMAS = { "Christmas Day": fixed(12, 25) };
const TWO_DAYS_OF_CHRISTMAS = { ...WESTERN_CHRISTMAS, "Second Day of Christmas": fixed(12, 26) };
const NEW_YEAR = { "New Year's Day": fixed(1, 1) };
const LABOUR_DAY = { "Labour Day": fixed(5, 1) };
const GOOD_FRIDAY = { "Good Friday": easter(-2) };
const EASTER_MONDAY = { "Easter Sunday": easter(0), "Easter Monday": easter(1) };
const ASCENSION = { "Ascension Day": easter(39) };
const WHIT_MONDAY = { "Whit Monday": easter(50) };
const CORPUS_CHRISTI = { "Corpus Christi": easter(60) };
const ASSUMPTION = { "Assumption Day": fixed(8, 15) };
const ALL_SAINTS = { "All Saints' Day": fixed(11, 1) };
const IMMACULATE = { "Immaculate Conception": fixed(12, 8) };
const EPIPHANY = { "Epiphany": fixed(1, 6) };

function plain(holidays: Readonly<Record<string, Rule>>): CountryHolidays {
  return { substitute: "none", holidays: { ...NEW_YEAR, ...holidays } };
}

/**
 * Public holidays by ISO 3166 country code. Compiled from the countries' own statutes as commonly
 * published; regional holidays are left out.
 */
export const COUNTRIES: Readonly<Record<string, CountryHolidays>> = {
  US: {
    substitute: "nearest",
    holidays: {
      ...NEW_YEAR,
      "Martin Luther King Jr. Day": nth(3, MON, 1),
      "Presidents' Day": nth(3, MON, 2),
      "Memorial Day": nth(-1, MON, 5),
      "Juneteenth": during(fixed(6, 19), 2021),
      "Independence Day": fixed(7, 4),
      "Labor Day": nth(1, MON, 9),
      "Columbus Day": nth(2, MON, 10),
      "Veterans Day": fixed(11, 11),
      "Thanksgiving Day": nth(4, THU, 11),
      "Day after Thanksgiving": after(nth(4, THU, 11), 1),
      ...WESTERN_CHRISTMAS,
    },
  },
  CA: {
    substitute: "next",
    holidays: {
      ...NEW_YEAR,
      ...GOOD_FRIDAY,
      "Victoria Day": weekdayUntil(MON, 5, 24),
      "Canada Day": fixed(7, 1),
      "Civic Holiday": nth(1, MON, 8),
      "Labour Day": nth(1, MON, 9),
      "Truth and Reconciliation Day": during(fixed(9, 30), 2021),
      "Thanksgiving": nth(2, MON, 10),
      "Remembrance Day": fixed(11, 11),
      ...WESTERN_CHRISTMAS,
      "Boxing Day": fixed(12, 26),
    },
  },
  GB: {
    substitute: "next",
    holidays: {
      ...NEW_YEAR,
      ...GOOD_FRIDAY,
      ...EASTER_MONDAY,
      "Early May Bank Holiday": nth(1, MON, 5),
      "Spring Bank Holiday": nth(-1, MON, 5),
      "Summer Bank Holiday": nth(-1, MON, 8),
      ...WESTERN_CHRISTMAS,
      "Boxing Day": fixed(12, 26),
    },
  },
  IE: {
    substitute: "next",
    holidays: {
      ...NEW_YEAR,
      "St Brigid's Day": during(nth(1, MON, 2), 2023),
      "St Patrick's Day": fixed(3, 17),
      ...GOOD_FRIDAY,
      ...EASTER_MONDAY,
      "May Day": nth(1, MON, 5),
      "June Holiday": nth(1, MON, 6),
      "August Holiday": nth(1, MON, 8),
      "October Holiday": nth(-1, MON, 10),
      ...WESTERN_CHRISTMAS,
      "St Stephen's Day": fixed(12, 26),
    },
  },
  AU: {
    substitute: "next",
    holidays: {
      ...NEW_YEAR,
      "Australia Day": fixed(1, 26),
      ...GOOD_FRIDAY,
      "Easter Saturday": easter(-1),
      ...EASTER_MONDAY,
      "Anzac Day": fixed(4, 25),
      "King's Birthday": nth(2, MON, 6),
      ...WESTERN_CHRISTMAS,
      "Boxing Day": fixed(12, 26),
    },
  },
  NZ: {
    substitute: "next",
    holidays: {
      ...NEW_YEAR,
      "Day after New Year's Day": fixed(1, 2),
      "Waitangi Day": fixed(2, 6),
      ...GOOD_FRIDAY,
      ...EASTER_MONDAY,
      "Anzac Day": fixed(4, 25),
      "King's Birthday": nth(1, MON, 6),
      "Matariki": oneOf(
        ...["2022-06-24", "2023-07-14", "2024-06-28", "2025-06-20", "2026-07-10", "2027-06-25"],
        ...["2028-07-14", "2029-07-06", "2030-06-21"],
      ),
      "Labour Day": nth(4, MON, 10),
      ...WESTERN_CHRISTMAS,
      "Boxing Day": fixed(12, 26),
    },
  },
  DE: plain({
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...ASCENSION,
    ...WHIT_MONDAY,
    "German Unity Day": fixed(10, 3),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  AT: plain({
    ...EPIPHANY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...ASCENSION,
    ...WHIT_MONDAY,
    ...CORPUS_CHRISTI,
    ...ASSUMPTION,
    "National Day": fixed(10, 26),
    ...ALL_SAINTS,
    ...IMMACULATE,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  CH: plain({
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...ASCENSION,
    ...WHIT_MONDAY,
    "National Day": fixed(8, 1),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  FR: plain({
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Victory Day": fixed(5, 8),
    ...ASCENSION,
    ...WHIT_MONDAY,
    "Bastille Day": fixed(7, 14),
    ...ASSUMPTION,
    ...ALL_SAINTS,
    "Armistice Day": fixed(11, 11),
    ...WESTERN_CHRISTMAS,
  }),
  BE: plain({
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...ASCENSION,
    ...WHIT_MONDAY,
    "National Day": fixed(7, 21),
    ...ASSUMPTION,
    ...ALL_SAINTS,
    "Armistice Day": fixed(11, 11),
    ...WESTERN_CHRISTMAS,
  }),
  NL: plain({
    ...EASTER_MONDAY,
    "King's Day": (year) => {
      const days = fixed(4, 27)(year);
      return days.map((day) => weekdayOf(day) === 6 ? day - 1 : day);
    },
    ...ASCENSION,
    ...WHIT_MONDAY,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  LU: plain({
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Europe Day": during(fixed(5, 9), 2019),
    ...ASCENSION,
    ...WHIT_MONDAY,
    "National Day": fixed(6, 23),
    ...ASSUMPTION,
    ...ALL_SAINTS,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  ES: plain({
    ...EPIPHANY,
    ...GOOD_FRIDAY,
    ...LABOUR_DAY,
    ...ASSUMPTION,
    "National Day": fixed(10, 12),
    ...ALL_SAINTS,
    "Constitution Day": fixed(12, 6),
    ...IMMACULATE,
    ...WESTERN_CHRISTMAS,
  }),
  PT: plain({
    ...GOOD_FRIDAY,
    "Easter Sunday": easter(0),
    "Freedom Day": fixed(4, 25),
    ...LABOUR_DAY,
    "Portugal Day": fixed(6, 10),
    ...since(CORPUS_CHRISTI, 2016),
    ...ASSUMPTION,
    ...since({ "Republic Day": fixed(10, 5) }, 2016),
    ...since(ALL_SAINTS, 2016),
    ...since({ "Restoration of Independence": fixed(12, 1) }, 2016),
    ...IMMACULATE,
    ...WESTERN_CHRISTMAS,
  }),
  IT: plain({
    ...EPIPHANY,
    ...EASTER_MONDAY,
    "Liberation Day": fixed(4, 25),
    ...LABOUR_DAY,
    "Republic Day": fixed(6, 2),
    ...ASSUMPTION,
    ...ALL_SAINTS,
    ...IMMACULATE,
    ...WESTERN_CHRISTMAS,
    "St Stephen's Day": fixed(12, 26),
  }),
  DK: plain({
    "Maundy Thursday": easter(-3),
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    "Great Prayer Day": during(easter(26), 1900, 2023),
    ...ASCENSION,
    ...WHIT_MONDAY,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  SE: plain({
    ...EPIPHANY,
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...ASCENSION,
    "National Day": fixed(6, 6),
    "Midsummer Eve": weekdayFrom(FRI, 6, 19),
    "Midsummer Day": weekdayFrom(SAT, 6, 20),
    "All Saints' Day": weekdayFrom(SAT, 10, 31),
    "Christmas Eve": fixed(12, 24),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  NO: plain({
    "Maundy Thursday": easter(-3),
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Constitution Day": fixed(5, 17),
    ...ASCENSION,
    ...WHIT_MONDAY,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  FI: plain({
    ...EPIPHANY,
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...ASCENSION,
    "Midsummer Eve": weekdayFrom(FRI, 6, 19),
    "Midsummer Day": weekdayFrom(SAT, 6, 20),
    "All Saints' Day": weekdayFrom(SAT, 10, 31),
    "Independence Day": fixed(12, 6),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  PL: plain({
    ...EPIPHANY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Constitution Day": fixed(5, 3),
    ...CORPUS_CHRISTI,
    ...ASSUMPTION,
    ...ALL_SAINTS,
    "Independence Day": fixed(11, 11),
    "Christmas Eve": during(fixed(12, 24), 2025),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  CZ: plain({
    "Good Friday": during(easter(-2), 2016),
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Victory Day": fixed(5, 8),
    "Cyril and Methodius": fixed(7, 5),
    "Jan Hus Day": fixed(7, 6),
    "Statehood Day": fixed(9, 28),
    "Independence Day": fixed(10, 28),
    "Freedom Day": fixed(11, 17),
    "Christmas Eve": fixed(12, 24),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  SK: plain({
    ...EPIPHANY,
    ...GOOD_FRIDAY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    "Victory Day": fixed(5, 8),
    "Cyril and Methodius": fixed(7, 5),
    "National Uprising Day": fixed(8, 29),
    "Constitution Day": during(fixed(9, 1), 1993, 2023),
    "Our Lady of Sorrows": during(fixed(9, 15), 1993, 2025),
    "Freedom and Democracy Day": during(fixed(11, 17), 2001, 2024),
    ...ALL_SAINTS,
    "Christmas Eve": fixed(12, 24),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  HU: plain({
    "Revolution Day": fixed(3, 15),
    "Good Friday": during(easter(-2), 2017),
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...WHIT_MONDAY,
    "St Stephen's Day": fixed(8, 20),
    "Republic Day": fixed(10, 23),
    ...ALL_SAINTS,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  HR: plain({
    ...EPIPHANY,
    ...EASTER_MONDAY,
    ...LABOUR_DAY,
    ...CORPUS_CHRISTI,
    "Statehood Day": during(fixed(5, 30), 2020),
    "Anti-Fascist Struggle Day": fixed(6, 22),
    "Remembrance Day": during(fixed(11, 18), 2020),
    "Victory Day": fixed(8, 5),
    ...ASSUMPTION,
    ...ALL_SAINTS,
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  GR: plain({
    ...EPIPHANY,
    "Clean Monday": orthodoxEaster(-48),
    "Annunciation": fixed(3, 25),
    "Good Friday": orthodoxEaster(-2),
    "Easter Sunday": orthodoxEaster(0),
    "Easter Monday": orthodoxEaster(1),
    ...LABOUR_DAY,
    "Whit Monday": orthodoxEaster(50),
    ...ASSUMPTION,
    "Ochi Day": fixed(10, 28),
    ...TWO_DAYS_OF_CHRISTMAS,
  }),
  JP: {
    substitute: "sunday_next",
    holidays: {
      ...NEW_YEAR,
      "Coming of Age Day": nth(2, MON, 1),
      "National Foundation Day": fixed(2, 11),
      "Emperor's Birthday": (year) =>
        year >= 2020 ? fixed(2, 23)(year) : year <= 2018 ? fixed(12, 23)(year) : [],
      "Vernal Equinox Day": equinox("spring"),
      "Showa Day": fixed(4, 29),
      "Constitution Day": fixed(5, 3),
      "Greenery Day": fixed(5, 4),
      "Children's Day": fixed(5, 5),
      "Marine Day": (year) =>
        year === 2020
          ? fixed(7, 23)(year)
          : year === 2021
          ? fixed(7, 22)(year)
          : nth(3, MON, 7)(year),
      "Mountain Day": (year) =>
        year < 2016
          ? []
          : year === 2020
          ? fixed(8, 10)(year)
          : year === 2021
          ? fixed(8, 8)(year)
          : fixed(8, 11)(year),
      "Respect for the Aged Day": nth(3, MON, 9),
      "Autumnal Equinox Day": equinox("autumn"),
      "Citizens' Holiday": between(nth(3, MON, 9), equinox("autumn")),
      "Accession of the Emperor": oneOf("2019-04-30", "2019-05-01", "2019-05-02", "2019-10-22"),
      "Sports Day": (year) =>
        year === 2020
          ? fixed(7, 24)(year)
          : year === 2021
          ? fixed(7, 23)(year)
          : nth(2, MON, 10)(year),
      "Culture Day": fixed(11, 3),
      "Labour Thanksgiving Day": fixed(11, 23),
    },
  },
  KR: plain({
    "Seollal Eve": after(lunar("chinese", 1, 1), -1),
    "Seollal": lunar("chinese", 1, 1),
    "Second day of Seollal": lunar("chinese", 1, 2),
    "Independence Movement Day": fixed(3, 1),
    "Children's Day": fixed(5, 5),
    "Buddha's Birthday": lunar("chinese", 4, 8),
    "Memorial Day": fixed(6, 6),
    "Liberation Day": fixed(8, 15),
    "Chuseok Eve": lunar("chinese", 8, 14),
    "Chuseok": lunar("chinese", 8, 15),
    "Second day of Chuseok": lunar("chinese", 8, 16),
    "National Foundation Day": fixed(10, 3),
    "Hangul Day": fixed(10, 9),
    ...WESTERN_CHRISTMAS,
  }),
  CN: plain({
    "Spring Festival": lunar("chinese", 1, 1),
    "Second day of Spring Festival": lunar("chinese", 1, 2),
    "Third day of Spring Festival": lunar("chinese", 1, 3),
    "Tomb-Sweeping Day": clearBrightness(),
    ...LABOUR_DAY,
    "Dragon Boat Festival": lunar("chinese", 5, 5),
    "Mid-Autumn Festival": lunar("chinese", 8, 15),
    "National Day": fixed(10, 1),
    "Second National Day": fixed(10, 2),
    "Third National Day": fixed(10, 3),
  }),
  HK: plain({
    "Lunar New Year": lunar("chinese", 1, 1),
    "Second day of Lunar New Year": lunar("chinese", 1, 2),
    "Third day of Lunar New Year": lunar("chinese", 1, 3),
    ...GOOD_FRIDAY,
    "Easter Saturday": easter(-1),
    "Easter Monday": easter(1),
    "Ching Ming Festival": clearBrightness(),
    ...LABOUR_DAY,
    "Buddha's Birthday": lunar("chinese", 4, 8),
    "Dragon Boat Festival": lunar("chinese", 5, 5),
    "Establishment Day": fixed(7, 1),
    "Day after Mid-Autumn Festival": lunar("chinese", 8, 16),
    "National Day": fixed(10, 1),
    "Chung Yeung Festival": lunar("chinese", 9, 9),
    ...WESTERN_CHRISTMAS,
    "Boxing Day": fixed(12, 26),
  }),
  TW: plain({
    "Lunar New Year's Eve": after(lunar("chinese", 1, 1), -1),
    "Lunar New Year": lunar("chinese", 1, 1),
    "Second day of Lunar New Year": lunar("chinese", 1, 2),
    "Third day of Lunar New Year": lunar("chinese", 1, 3),
    "Peace Memorial Day": fixed(2, 28),
    "Children's Day": fixed(4, 4),
    "Tomb-Sweeping Day": clearBrightness(),
    "Dragon Boat Festival": lunar("chinese", 5, 5),
    "Mid-Autumn Festival": lunar("chinese", 8, 15),
    "National Day": fixed(10, 10),
  }),
  TR: plain({
    "National Sovereignty Day": fixed(4, 23),
    ...LABOUR_DAY,
    "Youth and Sports Day": fixed(5, 19),
    "Democracy Day": during(fixed(7, 15), 2017),
    "Victory Day": fixed(8, 30),
    "Republic Day": fixed(10, 29),
    "Ramadan Feast": lunar("islamic-umalqura", 10, 1),
    "Second day of Ramadan Feast": lunar("islamic-umalqura", 10, 2),
    "Third day of Ramadan Feast": lunar("islamic-umalqura", 10, 3),
    "Feast of Sacrifice": lunar("islamic-umalqura", 12, 10),
    "Second day of Feast of Sacrifice": lunar("islamic-umalqura", 12, 11),
    "Third day of Feast of Sacrifice": lunar("islamic-umalqura", 12, 12),
    "Fourth day of Feast of Sacrifice": lunar("islamic-umalqura", 12, 13),
  }),
  MX: plain({
    "Constitution Day": nth(1, MON, 2),
    "Benito Juárez's Birthday": nth(3, MON, 3),
    ...LABOUR_DAY,
    "Independence Day": fixed(9, 16),
    "Revolution Day": nth(3, MON, 11),
    ...WESTERN_CHRISTMAS,
  }),
  BR: plain({
    "Carnival Monday": easter(-48),
    "Carnival Tuesday": easter(-47),
    ...GOOD_FRIDAY,
    "Tiradentes": fixed(4, 21),
    ...LABOUR_DAY,
    ...CORPUS_CHRISTI,
    "Independence Day": fixed(9, 7),
    "Our Lady of Aparecida": fixed(10, 12),
    "All Souls' Day": fixed(11, 2),
    "Republic Day": fixed(11, 15),
    "Black Consciousness Day": during(fixed(11, 20), 2024),
    ...WESTERN_CHRISTMAS,
  }),
  ZA: {
    substitute: "sunday_next",
    holidays: {
      ...NEW_YEAR,
      "Human Rights Day": fixed(3, 21),
      ...GOOD_FRIDAY,
      "Family Day": easter(1),
      "Freedom Day": fixed(4, 27),
      "Workers' Day": fixed(5, 1),
      "Youth Day": fixed(6, 16),
      "National Women's Day": fixed(8, 9),
      "Heritage Day": fixed(9, 24),
      "Day of Reconciliation": fixed(12, 16),
      ...WESTERN_CHRISTMAS,
      "Day of Goodwill": fixed(12, 26),
    },
  },
};

function since(
  holidays: Readonly<Record<string, Rule>>,
  from: number,
): Readonly<Record<string, Rule>> {
  return Object.fromEntries(
    Object.entries(holidays).map(([name, rule]) => [name, during(rule, from)]),
  );
}
