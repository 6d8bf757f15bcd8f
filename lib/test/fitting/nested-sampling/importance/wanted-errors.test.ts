import { describe, expect, it } from "@jest/globals";
import { wantedErrors } from "../../../../src/fitting/nested-sampling/importance/wanted-errors";

const inAll = 0.002;
const squareInAll = (shares: readonly number[], errors: readonly number[]): number =>
  shares.reduce((sum, share, k) => sum + (share * errors[k]) ** 2, 0);

describe("the errors that volumes may have", () => {
  const counted = [
    { share: 0.5, acceptance: 0.3 },
    { share: 0.2, acceptance: 1 },
    { share: 0.001, acceptance: 0.02 },
    { share: 0.1, acceptance: 0 },
  ];
  const shares = counted.map(({ share }) => share);

  it("cause together what is wanted, also where nothing or everything was accepted", () => {
    const errors = wantedErrors(counted, inAll);
    expect(errors.every((error) => error > 0)).toBe(true);
    expect(squareInAll(shares, errors) / inAll ** 2).toBeCloseTo(1, 12);
  });

  it("take the fewest tries", () => {
    const triesOf = (errors: readonly number[]): number =>
      errors.reduce((sum, error, k) => {
        const { acceptance } = counted[k];
        return sum + Math.max(1 / Math.max(acceptance, 1e-6) - 1, 0.01) / error ** 2;
      }, 0);
    const best = wantedErrors(counted, inAll);
    for (const k of counted.keys()) {
      for (const factor of [0.9, 1.1]) {
        const other = best.map((error, j) => (j === k ? factor * error : error));
        const scale = Math.sqrt(inAll ** 2 / squareInAll(shares, other));
        expect(triesOf(other.map((error) => scale * error))).toBeGreaterThan(triesOf(best));
      }
    }
  });

  it("are none for no volumes", () => {
    expect(wantedErrors([], inAll)).toEqual([]);
  });
});
