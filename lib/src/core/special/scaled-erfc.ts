/** Chebyshev coefficients of exp(x²) erfc(x) / t in 2t − 1, t = 3/(3 + x); made by test/golden/special/generate.py. */
const coefficients = [
  0.4711460746602906, 0.37715894969156577, 0.11803603344749546, 0.028362346699695153, 0.004871757757605546,
  0.00045985238787654427, -2.143022238105315e-5, -1.301447369924135e-5, -8.809283582853514e-7, 2.7464800479702846e-7,
  4.415991899223785e-8, -6.398408385575483e-9, -1.6768357212484645e-9, 1.9473354700890025e-10, 6.247441303469389e-11,
  -8.124575552244496e-12, -2.330314613222566e-12, 4.191038539225333e-13, 8.19333526881303e-14, -2.3352472107929263e-14,
  -2.2442585649165363e-15, 1.2811435298050507e-15, 1.1054582965396302e-18, -6.44579513564904e-17,
];

/**
 * Scaled complementary error function exp(x²) erfc(x), for x ≥ 0.
 * @param x not negative
 */
export function scaledErfc(x: number): number {
  const t = 3 / (3 + x);
  const y = 2 * t - 1;
  // Clenshaw's recurrence
  let ahead = 0;
  let value = 0;
  for (let k = coefficients.length - 1; k >= 1; k--) {
    const next = 2 * y * value - ahead + coefficients[k];
    ahead = value;
    value = next;
  }
  return t * (y * value - ahead + coefficients[0]);
}
