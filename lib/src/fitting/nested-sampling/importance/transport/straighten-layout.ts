/*
 * Where lib/assembly/straighten.ts finds constants: places in memory, in numbers of 8 bytes.
 */

/** Powers of two to the 64th parts, each with what it misses. */
export const powers = 0;
/** Constants of the exponential function. */
export const exponential = 128;
/** Pairs of the factors of Legendre's recurrence, from degree 0 on. */
export const recurrence = 136;
/** Behind all of them. */
export const steps = 256;

/** Points that are straightened at the same time. */
export const together = 8;
