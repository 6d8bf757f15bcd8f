/*
 * How regions lie in memory, in units of 8 bytes: the WebAssembly and its twin both read this file, so it holds nothing but
 * constants. Vectors have an even length, for pairs of numbers; where the dimension is odd, a zero follows.
 *
 * A part: its two numbers, centre, factor L and the inverse of L, both by rows. A score: its numbers; means and reciprocal
 * deviations of its coordinates; linear and quartic coefficients; by rows the quadratic and the cubic ones, knots, slopes.
 */

// Numbers of a part.
/** Volume of this part and all before it. */
export const cumulative = 0;
/** Number of its score, −1 where there is none. */
export const score = 1;
export const partHead = 2;

// Numbers of a score.
export const threshold = 0;
export const constant = 1;
/** 1 where coordinates are probits. */
export const isProbit = 2;
/** 1 where there is more than a quadratic function. */
export const isCurved = 3;
export const radius = 4;
export const fourthPower = 5;
export const scoreHead = 6;
/** Places where the slope in a coordinate may change. */
export const knotCount = 6;

// What the first page of memory holds: coefficients of the logarithm and of the quantile of the normal distribution.
export const logHigh = 0;
export const logLow = 128;
export const logTail = 256;
export const ln2 = 264;
export const quantile = 272;
/** Coefficients of each polynomial of the quantile. */
export const quantileTerms = 8;
/** Random numbers that wait. */
export const uniforms = 320;
