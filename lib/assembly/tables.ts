/* Tables of what the laws of ablation and light give; where one has a gap, the law itself is asked, outside. */

// Asked where a table has no answer, or none yet.
@external("gaps", "lossPerE")
declare function lossPerE(place: f64): f64;
@external("gaps", "inverseRootGrowth")
declare function inverseRootGrowth(place: f64): f64;
@external("gaps", "efficiency")
declare function efficiency(speed: f64): f64;
@external("gaps", "ionization")
declare function ionization(speed: f64): f64;
@external("gaps", "massFactor")
declare function massFactor(inverseRoot: f64): f64;

/** Address of the cell of the number at an address. */
@inline
export function cell(address: usize, table: i32, size: i32, shift: i32, first: i32, cells: i32): usize {
  const k = (load<i32>(address, 4) >> shift) - first;
  return (table + size * select<i32>(k, cells, <u32>k < <u32>cells)) << 3;
}

/** True where both numbers are known; NaN and negative ones stand for gaps. */
@inline
export function areKnown(values: v128): bool {
  return i64x2.all_true(f64x2.ge(values, f64x2.splat(0)));
}

// Both numbers of a pair, each asked for where it is not known.

export function askLoss(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : lossPerE(load<f64>(address)),
    second >= 0 ? second : lossPerE(load<f64>(address, 8)),
  );
}

export function askGrowth(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : inverseRootGrowth(load<f64>(address)),
    second >= 0 ? second : inverseRootGrowth(load<f64>(address, 8)),
  );
}

export function askEfficiency(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : efficiency(load<f64>(address)),
    second >= 0 ? second : efficiency(load<f64>(address, 8)),
  );
}

export function askIonization(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : ionization(load<f64>(address)),
    second >= 0 ? second : ionization(load<f64>(address, 8)),
  );
}

export function askMassFactor(known: v128, address: usize): v128 {
  const first = f64x2.extract_lane(known, 0);
  const second = f64x2.extract_lane(known, 1);
  return f64x2(
    first >= 0 ? first : massFactor(load<f64>(address)),
    second >= 0 ? second : massFactor(load<f64>(address, 8)),
  );
}
