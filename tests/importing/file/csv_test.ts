import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { csvParser, type CsvRecord, sniffDelimiter } from "../../../src/importing/file/csv.ts";
import { always } from "../../support/always.ts";

function parse(text: string, longest?: number): CsvRecord[] {
  const parser = csvParser(longest);
  return [...parser.push(text), ...parser.end()];
}

function fieldsOf(text: string): (readonly string[])[] {
  return parse(text).map(({ fields }) => fields);
}

Deno.test("fields, quotes, doubled quotes and line breaks in quotes", () => {
  assert.deepEqual(fieldsOf('a,b,c\n1,"x, ""y""",\n"two\nlines", "spaced" ,""'), [
    ["a", "b", "c"],
    ["1", 'x, "y"', ""],
    ["two\nlines", "spaced", ""],
  ]);
});

Deno.test("a quotation mark inside a field is kept", () => {
  assert.deepEqual(fieldsOf('a,b\n12" pizza,5\' 3"'), [["a", "b"], ['12" pizza', "5' 3\""]]);
});

Deno.test("line numbers are those of the file: empty lines and quoted line breaks count", () => {
  const records = parse('a,b\n\n1,"x\n\ny"\n2,z\n\n3,w');
  assert.deepEqual(records.map(({ line, fields }) => [line, fields[0]]), [
    [1, "a"],
    [3, "1"],
    [6, "2"],
    [8, "3"],
  ]);
});

Deno.test("a broken quotation mark costs its own line only", () => {
  const unclosed = parse('a,b\n1,"never\n2,x\n3,y\n');
  assert.deepEqual(unclosed.map(({ line, fields, fault }) => [line, fault ?? fields[0]]), [
    [1, "a"],
    [2, "a quotation mark is opened and never closed"],
    [3, "2"],
    [4, "3"],
  ]);
  const reopened = parse('a,b\n1,"never\n2,x\n3,"y"\n');
  assert.deepEqual(reopened.map(({ line, fields, fault }) => [line, fault ?? fields[0]]), [
    [1, "a"],
    [2, "text follows a closing quotation mark"],
    [3, "2"],
    [4, "3"],
  ]);
});

Deno.test("garbage does not fill the memory", () => {
  assert.throws(() => parse("x".repeat(101), 100), {
    code: "INVALID_INPUT",
    message: /Line 1 has no end/,
  });
  const parser = csvParser(100);
  parser.push("a,b\n1,2\n");
  assert.throws(() => parser.push("x".repeat(101)), { message: /Line 3 has no end/ });
  const open = parse(`a,b\n1,"${"y\n".repeat(100)}2,x\n`, 100);
  assert.equal(open[1]?.fault, "a quotation mark is opened and never closed");
  assert.deepEqual(open.at(-1)?.fields, ["2", "x"]);
});

Deno.test("the header decides the delimiter", () => {
  assert.equal(sniffDelimiter("Date,Time"), ",");
  assert.equal(sniffDelimiter("Date\tTime"), "\t");
  assert.equal(sniffDelimiter("Date;Time"), ";");
  assert.equal(sniffDelimiter('"a;b;c;d",x,y'), ",");
  assert.equal(sniffDelimiter("only"), ",");
  assert.deepEqual(fieldsOf("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
});

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "🍕", ",", '"', "\n", ";", " "),
  maxLength: 8,
});
const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })
);

Deno.test("CSV written by a library is read back, however it is chunked", () => {
  always(fc.property(table, fc.array(fc.nat(60)), (rows, cuts) => {
    const header = rows[0]?.map(() => "h") ?? [];
    const text = [header, ...rows]
      .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(",")).join("\n");
    const parser = csvParser();
    const read: CsvRecord[] = [];
    let at = 0;
    for (const cut of cuts) {
      read.push(...parser.push(text.slice(at, at + cut)));
      at += cut;
    }
    read.push(...parser.push(text.slice(at)), ...parser.end());
    assert.deepEqual(read.slice(1).map(({ fields }) => fields), rows);
    assert.deepEqual(read, parse(text));
  }));
});

Deno.test("a quotation mark that swallows whole rows costs its own line only", () => {
  const rows = ['1,2026-09-13,"Tea,4', "2,2026-09-13,Cake,5", '3,2026-09-13,Bun",6'];
  for (
    const [text, lost] of [
      [["no,day,dish,price", ...rows, "4,2026-09-13,Pie,7"], "2"],
      [["no,day,dish,price", rows[0], rows[2], "4,2026-09-13,Pie,7"], "2"],
      [["no,day,dish,price", rows[0], '2,2026-09-13,Cake,5"', "4,2026-09-13,Pie,7"], "2"],
    ] as const
  ) {
    const records = parse(text.join("\n"));
    assert.equal(records.length, text.length);
    assert.deepEqual(records.filter(({ fault }) => fault).map(({ line }) => String(line)), [lost]);
  }
});

Deno.test("notes of several lines stay notes, commas or not", () => {
  const text = 'no,day,note\n1,2026-09-13,"no milk, please\nno sugar, thanks"\n2,2026-09-13,"a\nb"';
  assert.deepEqual(fieldsOf(text).map((fields) => fields.length), [3, 3, 3]);
});
