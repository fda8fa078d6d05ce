import assert from "node:assert/strict";
import type { Report } from "../../src/report/model.ts";
import { type PdfLayout, toPdf } from "../../src/report/pdf/to_pdf.ts";
import { runProgram, testWith } from "../support/programs.ts";
import { difficultReport, someDates } from "../support/reports.ts";

const A4: PdfLayout = { paper: "A4", dateStyle: "en-GB" };
const LETTER: PdfLayout = { paper: "LETTER", dateStyle: "en-US" };

/** The report as a file that other programs open. */
async function inFile(
  report: Report,
  layout: PdfLayout,
  look: (path: string, pages: number) => Promise<void>,
): Promise<void> {
  const { bytes, pages } = await toPdf(report, layout);
  const path = await Deno.makeTempFile({ suffix: ".pdf" });
  try {
    await Deno.writeFile(path, bytes);
    await look(path, pages);
  } finally {
    await Deno.remove(path);
  }
}

function section(...blocks: Report["sections"][number]["blocks"]): Report {
  return { title: "T", sections: [{ blocks }], notes: [], basis: [] };
}

testWith(["pdfinfo"], "a PDF says its title, language, size, and that it is tagged", async () => {
  await inFile(difficultReport(), A4, async (path, pages) => {
    const info = await runProgram("pdfinfo", [path]);
    assert.match(info, /Title: +Sales report, Café Żurek & Ćevapčići, Phở Nguyễn, 2026-01-01 to/);
    assert.match(info, /Tagged: +yes/);
    assert.match(info, /Page size: +595.28 x 841.89 pts \(A4\)/);
    assert.match(info, new RegExp(`Pages: +${pages}\n`));
    assert.ok(pages > 10);
  });
  await inFile(difficultReport({ days: 1, items: 1 }), LETTER, async (path) => {
    assert.match(await runProgram("pdfinfo", [path]), /Page size: +612 x 792 pts \(letter\)/);
  });
});

testWith(
  ["pdffonts"],
  "both fonts are embedded as subsets that text can be read from",
  async () => {
    await inFile(difficultReport({ days: 3, items: 3 }), A4, async (path) => {
      const [, , ...fonts] = (await runProgram("pdffonts", [path])).trim().split("\n");
      assert.equal(fonts.length, 2);
      for (const font of fonts) assert.match(font, /^[A-Z]{6}\+NotoSans-\w+ .* yes yes yes /);
    });
  },
);

testWith(["pdftotext"], "every text comes back whole and in reading order", async () => {
  await inFile(difficultReport({ days: 60, items: 40 }), A4, async (path, pages) => {
    const text = await runProgram("pdftotext", ["-layout", path, "-"]);
    for (
      const part of [
        "Café Żurek & Ćevapčići, Phở Nguyễn",
        "€12.50, £3, ₹40, ₺5, ₴6, ₫7000",
        "[Japanese text 1] Staff was kind",
        "“[Arabic text 1]” and then “[Hebrew text 1]”",
        "such as [Japanese text 1], stand for texts in a script",
        "Thu, 1 Jan 2026",
        "12 more items with 340.00 USD.",
        `Page ${pages} of ${pages}`,
      ]
    ) assert.ok(text.includes(part), part);
    const order = [
      "Sunday is unfinished",
      "At a glance",
      "Days",
      "Items",
      "What guests say",
      "What the figures mean",
    ];
    const places = order.map((title) => text.indexOf(title));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
    assert.ok(!text.includes("\ufffd") && !text.includes("\u0000"));
  });
});

testWith(["pdftotext"], "a table's header repeats on every page, and is tagged once", async () => {
  await inFile(difficultReport({ days: 150, items: 1 }), A4, async (path) => {
    const pages = (await runProgram("pdftotext", ["-layout", path, "-"])).split("\f");
    const withDays = pages.filter((page) => /\w{3}, \d+ \w{3} 2026/.test(page));
    assert.ok(withDays.length >= 3);
    for (const page of withDays) assert.match(page, /Date +Net sales \(USD\)/);
    const tree = await runProgram("pdfinfo", ["-struct-text", path]);
    assert.equal(tree.split('"Date"').length, 2);
    assert.match(
      tree,
      /Document[\s\S]*H1[\s\S]*H2[\s\S]*Figure[\s\S]*Table[\s\S]*TR[\s\S]*TH[\s\S]*TD/,
    );
  });
});

testWith(["pdftotext"], "amounts are written in full, negative ones and yen too", async () => {
  const report = section({
    type: "figures",
    figures: [
      { key: "a", label: "A", kind: "money", unit: "USD", value: -1_234_567_89 },
      { key: "b", label: "B", kind: "money", unit: "JPY", value: 98_765 },
      {
        key: "c",
        label: "C",
        kind: "money",
        unit: "KWD",
        value: 1_500,
        previous: 1_000,
        change: 50,
      },
      { key: "d", label: "D", kind: "quantity", unit: "kg", value: 2.5 },
    ],
  });
  await inFile(report, LETTER, async (path) => {
    const text = await runProgram("pdftotext", [path, "-"]);
    assert.match(text, /-\$1,234,567\.89/);
    assert.match(text, /¥98,765/);
    assert.match(text, /KWD\s1\.500/);
    assert.match(text, /\+50 % on KWD\s1\.000/);
    assert.match(text, /2\.5 kg/);
  });
});

testWith(
  ["pdftotext"],
  "nothing leaves the page: long words wrap, wide tables shrink",
  async () => {
    const columns = Array.from({ length: 14 }, (_, at) => ({
      key: `c${at}`,
      label: `Column number ${at}`,
      kind: at % 2 === 0 ? "money" as const : "text" as const,
      unit: "USD",
    }));
    const row = columns.map(({ kind }) => kind === "money" ? 12_345_67 : "Donaudampfschifffahrt");
    const report = section({ type: "table", key: "t", columns, rows: [row, row] });
    await inFile(report, A4, async (path) => {
      const boxes = await runProgram("pdftotext", ["-bbox", path, "-"]);
      const ends = [...boxes.matchAll(/<word .*xMax="([\d.]+)" yMax="([\d.]+)"/g)];
      assert.ok(ends.length > 40);
      for (const [, x, y] of ends) assert.ok(Number(x) <= 595.28 - 40 && Number(y) <= 842 - 20);
    });
  },
);

const NAMED = [
  { key: "date", label: "Date", kind: "date" },
  { key: "name", label: "Name", kind: "text" },
  { key: "net", label: "Net", kind: "money", unit: "USD" },
] as const;

testWith(
  ["pdftotext"],
  "wherever a page ends, a title stands above what it is of, and a short table is whole",
  async () => {
    const words = "a long story that is told again and again ".repeat(20);
    const rows = someDates(9).map((date, at) => [date, `${words} ${at}`.slice(0, 300), at]);
    const table = { type: "table", columns: NAMED } as const;
    for (let lines = 20; lines < 50; lines++) {
      const report: Report = {
        title: "T",
        notes: [],
        basis: [],
        sections: [
          { blocks: [{ type: "list", items: Array(lines).fill("Filler") }] },
          {
            title: "Section heading",
            blocks: [
              { type: "text", text: "Leading text." },
              {
                ...table,
                key: "short",
                title: "Short heading",
                rows: rows.slice(0, 2),
                total: ["Total of it", null, 9],
                footnote: "The note below.",
              },
            ],
          },
          {
            title: "Second heading",
            blocks: [{ ...table, key: "long", title: "Long heading", rows }],
          },
        ],
      };
      await inFile(report, LETTER, async (path) => {
        const pages = (await runProgram("pdftotext", ["-layout", path, "-"])).split("\f");
        const pageOf = (text: string) => pages.findIndex((page) => page.includes(text));
        const together = ["Section heading", "Leading text", "Short heading", "Thu, Jan 1, 2026"];
        const short = [...together, "Fri, Jan 2, 2026", "Total of it", "The note below"];
        assert.equal(new Set(short.map(pageOf)).size, 1, `${lines}: ${short.map(pageOf)}`);
        const long = pages[pageOf("Long heading")] ?? "";
        assert.match(long, /Second heading[\s\S]*Long heading[\s\S]*Sat, Jan 3, 2026/, `${lines}`);
      });
    }
  },
);

testWith(["qpdf"], "another reader finds no fault in the file", async () => {
  await inFile(difficultReport({ days: 30, items: 10 }), A4, async (path) => {
    assert.match(
      await runProgram("qpdf", ["--check", path]),
      /No syntax or stream encoding errors/,
    );
  });
});

Deno.test("the same figures give the same file", async () => {
  const report = difficultReport({ days: 5, items: 5 });
  const [first, second] = [await toPdf(report, A4), await toPdf(report, A4)];
  assert.deepEqual(first, second);
});

testWith(
  ["pdftotext"],
  "dates are written as readers write them, guests' words as they wrote",
  async () => {
    const report: Report = {
      ...section(
        { type: "text", text: "Against 2026-11-09 to 2026-11-15, the same weekdays." },
        { type: "list", items: ["“Came on 2026-11-22.” (5 of 5, 2026-11-23, survey)"] },
      ),
      notes: ["Since 2025-05-24; data runs from 2026-01-01 to 2026-03-31."],
      basis: [{ term: "Data", text: "of 2026-12-30 to 2027-01-02." }],
    };
    const textIn = async (layout: PdfLayout, words: readonly string[]) => {
      await inFile(report, layout, async (path) => {
        const text = (await runProgram("pdftotext", [path, "-"])).replaceAll(/\s+/g, " ");
        for (const part of words) assert.ok(text.includes(part), `${part} in ${text}`);
      });
    };
    await textIn(A4, [
      "Against 9–15 November 2026, the same",
      "“Came on 2026-11-22.” (5 of 5, 23 November 2026, survey)",
      "Since 24 May 2025; data runs from 1 January 2026 to 31 March 2026.",
      "of 30 December 2026 – 2 January 2027.",
    ]);
    await textIn(LETTER, ["Against November 9 – 15, 2026, the same", "Since May 24, 2025;"]);
  },
);

testWith(
  ["pdftotext"],
  "cards stay on one page, and a chart with its title over two lines",
  async () => {
    const figures = Array.from({ length: 9 }, (_, at) => (
      { key: `f${at}`, label: `Card ${at}`, kind: "count", value: at } as const
    ));
    const title =
      "A title that is so long that its unit is on a line of its own, as long as it can be, yes";
    for (let lines = 25; lines < 55; lines++) {
      const report: Report = {
        ...section({ type: "list", items: Array(lines).fill("Filler") }),
        sections: [
          { blocks: [{ type: "list", items: Array(lines).fill("Filler") }] },
          { title: "Books", blocks: [{ type: "figures", figures }] },
          {
            title: "Drawn",
            blocks: [{
              type: "chart",
              key: "c",
              title,
              form: "columns",
              labelKind: "text",
              labels: ["Only label"],
              value: { kind: "money", unit: "USD" },
              series: [{ name: "Net", values: [5_00] }],
            }],
          },
        ],
      };
      await inFile(report, LETTER, async (path) => {
        const pages = (await runProgram("pdftotext", ["-layout", path, "-"])).split("\f");
        const pageOf = (text: string) => pages.findIndex((page) => page.includes(text));
        const cards = ["Books", "Card 0", "Card 8"].map(pageOf);
        assert.equal(new Set(cards).size, 1, `${lines}: ${cards}`);
        const chart = ["Drawn", "A title that", "(USD)", "Only label"].map(pageOf);
        assert.equal(new Set(chart).size, 1, `${lines}: ${chart}`);
      });
    }
  },
);
