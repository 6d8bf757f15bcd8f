/** Adding it to a number below 2^51 and taking it away again rounds to a whole number: 1.5 · 2^52. */
export const rounder = 6755399441055744;
