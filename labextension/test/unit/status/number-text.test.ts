import { describe, expect, it } from "@jest/globals";
import {
  countText,
  decimalText,
  durationText,
  roundedWithErrorText,
  timeLeftText,
  withErrorText,
} from "../../../src/status/number-text";

describe("a mean and its spread", () => {
  it("are rounded alike", () => {
    expect(roundedWithErrorText(67456.2, 357.1)).toBe("67456 ± 357");
    expect(roundedWithErrorText(-2.4871, 0.0312)).toBe("−2.487 ± 0.031");
    expect(roundedWithErrorText(3.705e-6, 2.2e-6)).toBe("(3.7 ± 2.2)e−6");
    expect(roundedWithErrorText(5, 0)).toBe("5");
  });
});

describe("numbers as text", () => {
  it("groups the digits of counts", () => {
    expect(countText(2878565)).toBe("2\u202f878\u202f565");
    expect(countText(999)).toBe("999");
    expect(countText(-1000)).toBe("−1\u202f000");
  });

  it("writes decimals with a true minus, and a dash for what is not known", () => {
    expect(decimalText(-472.1764, 2)).toBe("−472.18");
    expect(decimalText(null, 2)).toBe("–");
    expect(decimalText(0, 1)).toBe("0.0");
    expect(decimalText(1.5e-9, 2)).toBe("1.50e−9");
    expect(decimalText(-3e9, 2)).toBe("−3.00e9");
  });

  it("adds an error only where both are known", () => {
    expect(withErrorText(-472.176, 0.219, 2)).toBe("−472.18 ± 0.22");
    expect(withErrorText(-472.176, null, 1)).toBe("−472.2");
    expect(withErrorText(null, 0.2, 1)).toBe("–");
  });

  it("says durations in two units at most", () => {
    expect([0.4, 59.4, 61, 3600, 7500, 90000].map((seconds) => durationText(seconds))).toEqual([
      "0 s",
      "59 s",
      "1 min 01 s",
      "1 h 00 min",
      "2 h 05 min",
      "1 d 1 h",
    ]);
    expect(durationText(59.6)).toBe("1 min 00 s");
    expect(durationText(86399)).toBe("1 d 0 h");
  });

  it("rounds estimates as they deserve", () => {
    expect([5, 50, 154, 3599, 7900, 40000, 200000].map((seconds) => timeLeftText(seconds))).toEqual([
      "under a minute",
      "about 1 min",
      "about 3 min",
      "about 60 min",
      "about 2 h 10 min",
      "about 11 h",
      "about 2 days",
    ]);
  });
});
