import { z } from "zod";

import { bare, optionalQuantity, optionalText, quantity, text, words, yesOrNo } from "../../../carbon/catalog/cells";
import { cellsOf, checked, once } from "../../../carbon/catalog/table";

const schema = z.object({ id: text, watts: optionalQuantity(bare), year: quantity(bare) });
const read = (csv: string) => cellsOf(csv).map((cells, index) => checked(schema, cells, "some.csv", index));

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
    expect(words.parse("")).toEqual([]);
    expect(words.parse("g4dn g5")).toEqual(["g4dn", "g5"]);
    expect(yesOrNo.parse("no")).toBe(false);
    expect(optionalText.parse("")).toBeUndefined();
    expect(optionalText.parse("x")).toBe("x");
  });

  it("is worked out once", () => {
    let calls = 0;
    const value = once(() => (calls += 1));
    expect([value(), value(), calls]).toEqual([1, 1, 1]);
  });
});
