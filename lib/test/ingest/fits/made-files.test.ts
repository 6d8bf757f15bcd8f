import { describe, expect, it } from "@jest/globals";
import { type ColumnData, isComplex, isImage, type NumberArray, openFits } from "../../../src/ingest/fits";
import { made, madeBytes, numbersHash } from "./golden";

const files = Object.entries(made);

/** The type as numpy names it. */
const typeName = ({ type }: ColumnData) => (type === "logical" || type === "bit" ? "bool" : type);

describe("files that astropy made", () => {
  it("are many", () => expect(files.length).toBeGreaterThan(55));

  it.each(files)("%s: cards", (_name, file) => {
    const { header } = openFits(madeBytes(file)).hdus[1];
    const cards = header.cards.map(({ keyword, value, comment }) => {
      if (isComplex(value)) return [keyword, `(${value.re}+${value.im}j)`, comment];
      const isWhole = typeof value === "bigint" || Number.isInteger(value);
      return [keyword, isWhole ? String(value) : value, comment];
    });
    // Whole numbers that are written as reals come without their point.
    const expected = file.cards.map(([keyword, value, comment]) => [
      keyword,
      Number.isInteger(value) ? String(value) : value,
      comment,
    ]);
    expect(cards).toEqual(expected);
  });

  it.each(files.filter(([, { image }]) => image))("%s: pixels", (_name, file) => {
    const hdu = openFits(madeBytes(file)).hdus[1];
    if (!isImage(hdu)) throw new Error("not an image");
    const { shape, values } = hdu.read();
    expect(shape).toEqual(file.image?.shape);
    expect(numbersHash(values)).toBe(file.image?.sha256);
    expect(values.constructor.name.toLowerCase().replace(/^big|array$/g, "")).toBe(
      file.image?.type.replace(/^int64$/, "int64"),
    );
  });

  it.each(files.filter(([, { columns }]) => columns))("%s: columns", (_name, file) => {
    const table = openFits(madeBytes(file)).table(1);
    for (const [name, { shape, type, sha256, texts, lengths }] of Object.entries(file.columns ?? {})) {
      const data = table.column(name);
      if (texts) expect([name, data.values]).toEqual([name, texts]);
      else {
        expect([name, typeName(data)]).toEqual([name, type]);
        expect([name, numbersHash(data.values as NumberArray)]).toEqual([name, sha256]);
      }
      if (lengths)
        expect(Array.from(data.offsets?.subarray(1) ?? [], (end, i) => end - (data.offsets?.[i] ?? 0))).toEqual(
          lengths,
        );
      else expect([data.length, ...data.cellShape]).toEqual(shape);
    }
  });

  it.each(files)("%s: checksums and structure", (_name, file) => {
    expect(
      openFits(madeBytes(file))
        .verify()
        .filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });
});
