/** The least scale of a standardised coordinate given others. */
export const leastScale = 1e-6;
