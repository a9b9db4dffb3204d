import {
  bare,
  matching,
  oneOf,
  optionalQuantity,
  optionalText,
  quantity,
  text,
  words,
  yesOrNo,
} from "../../../carbon/catalog/cells";
import { cellsOf } from "../../../carbon/catalog/csv";
import { once } from "../../../carbon/catalog/once";
import { rowsOf } from "../../../carbon/catalog/table";

const columns = { id: text, watts: optionalQuantity(bare), year: quantity(bare) };
const read = (csv: string) => rowsOf(csv, columns, "some.csv");

describe("a table", () => {
  it("takes a blank cell for unknown, not for zero", () => {
    expect(read("id,watts,year\na,,2025\nb,0,2025\n")).toEqual([
      { id: "a", watts: undefined, year: 2025 },
      { id: "b", watts: 0, year: 2025 },
    ]);
  });

  it.each([
    ["a,1,", "Cannot read some.csv because line 2 has year: expected a number, got a blank"],
    ["a,1,soon", 'Cannot read some.csv because line 2 has year: expected a number, got "soon"'],
    ["a,68-73,2025", 'Cannot read some.csv because line 2 has watts: expected a number, got "68-73"'],
    [",1,2025", "Cannot read some.csv because line 2 has id: expected text"],
  ])("refuses the row %p in one sentence", (row, sentence) => {
    expect(() => read(`id,watts,year\n${row}\n`)).toThrow(sentence);
  });

  it("reads words, answers and optional text", () => {
    expect(words("")).toEqual([]);
    expect(words("g4dn g5")).toEqual(["g4dn", "g5"]);
    expect([yesOrNo("no"), yesOrNo("yes")]).toEqual([false, true]);
    expect(optionalText("")).toBeUndefined();
    expect(optionalText("x")).toBe("x");
  });

  it("refuses words and forms that a column does not know", () => {
    expect(() => yesOrNo("maybe")).toThrow('expected yes or no, got "maybe"');
    expect(oneOf("module", "card")("card")).toBe("card");
    expect(() => matching(/^ml\./, "expected a type")("m5")).toThrow("expected a type");
    expect(matching(/^ml\./, "expected a type")("ml.m5")).toBe("ml.m5");
  });

  it("refuses a text without its columns or without rows", () => {
    expect(() => read("id,year\na,2025\n")).toThrow("Cannot read some.csv because it lacks the columns watts");
    expect(() => read("id,watts,year\n")).toThrow("Cannot read some.csv because it holds no rows");
    expect(() => read("")).toThrow("Cannot read some.csv because it lacks the columns id, watts, year");
    expect(() => read("id,watts,year\na\n")).toThrow("line 2 has year: expected a number, got a blank");
  });

  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "\uFEFFa,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      'a,b\n"x, ""y""",\n',
      [
        ["a", "b"],
        ['x, "y"', ""],
      ],
    ],
    [
      'a,b\n1,"two\nlines"\n',
      [
        ["a", "b"],
        ["1", "two\nlines"],
      ],
    ],
    [
      "a,b\n\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ['a\n"1"', [["a"], ["1"]]],
    ["", []],
  ])("reads the CSV text %j", (csv, cells) => {
    expect(cellsOf(csv)).toEqual(cells);
  });

  it("refuses a quote that never closes", () => {
    expect(() => cellsOf('a\n"b')).toThrow("a quote never closes");
  });

  it("is worked out once", () => {
    let calls = 0;
    const value = once(() => (calls += 1));
    expect([value(), value(), calls]).toEqual([1, 1, 1]);
  });
});
