/*
 * The doubles next to the ends of the unit interval whose probits are finite and have an exact way back. lib/assembly/region.ts
 * reads this file, too, so it holds nothing but numbers.
 */

export const lowest = 9.332636185032189e-302;
/** 1 − 2⁻⁵³ */
export const highest = 0.9999999999999999;
