/* Columns of grains in memory, and arithmetic on two of their numbers at a time. */
import * as at from "../src/fitting/meteoroid/erosion/grain-layout";

/** Address of a row in a column. */
@inline
export function column(k: i32, capacity: i32, row: i32): usize {
  return (at.columns + k * capacity + row) << 3;
}

/** Two copies of a number in memory. */
@inline
export function both(place: i32): v128 {
  return v128.load_splat<f64>(place << 3);
}

@inline
export function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

@inline
export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

/** a + b·c */
@inline
export function plus(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(a, f64x2.mul(b, c));
}

/** The first numbers of two pairs. */
@inline
export function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}

/** The second numbers of two pairs. */
@inline
export function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}
