// Made by lib/test/golden/elementary/generate.py --tables.

/** 2/π */
export const perHalfPi = 0.6366197723675814;

/** π/2 in parts of 30 bits and a last one, so that their small multiples are exact. */
export const halfPiParts: Float64Array = Float64Array.of(
  1.5707963276654482,
  -8.705515692000731e-10,
  -3.503434396954818e-19,
  -1.1351118607522202e-28,
);

/** π/2 */
export const halfPiHigh = 1.5707963267948966;

/** What that misses. */
export const halfPiLow = 6.123233995736766e-17;

/** (sin r − r)/r³ for |r| < π/4, in powers of r² */
export const sineTail: Float64Array = Float64Array.of(
  -0.16666666666666666,
  0.008333333333333331,
  -0.0001984126984126506,
  2.7557319219335453e-6,
  -2.5052106231157904e-8,
  1.605853141458901e-10,
  -7.586685070091257e-13,
);

/** (cos r − 1 + r²/2)/r⁴ for |r| < π/4, in powers of r² */
export const cosineTail: Float64Array = Float64Array.of(
  0.041666666666666664,
  -0.0013888888888888887,
  2.4801587301584645e-5,
  -2.755731922140076e-7,
  2.0876755790363397e-9,
  -1.1470460773969325e-11,
  4.7458652037874497e-14,
);

/** 2/π to 1200 bits after the point. */
export const twoOverPiBits = 1200;
export const twoOverPi =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7bn;
