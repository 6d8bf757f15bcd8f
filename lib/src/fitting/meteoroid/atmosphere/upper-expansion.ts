import { cos, sin } from "../../../core/special";
import { degree, type Harmonics, hour, magneticActivity, season, second } from "./harmonics";

/**
 * The expansion of the thermosphere: relative variation, with solar flux, season, local time, magnetic activity,
 * longitude and universal time, of the quantity whose 150 coefficients are given ([Picone2002]).
 *
 * @param h place and time
 * @param c the coefficient set, shape `[150]`
 * @returns relative variation, without the mean value that element 0 holds
 */
export function upperExpansion(h: Harmonics, c: readonly number[]): number {
  const { legendre: P, tau, longitude, fluxDifference: df, fluxAverage: fa } = h;
  const { utSeconds, localTimeHours, longitudeDeg } = h.input;
  const annual = season(h, 1, c[13]);
  const flux = c[19] * df + c[20] * df * df;
  const dayFlux = 1 + c[47] * fa + flux;
  const hourFlux = 1 + c[49] * fa + flux;

  const solarFlux = c[19] * df * (1 + c[59] * fa) + c[20] * df * df + c[21] * fa + c[29] * fa * fa;
  const timeIndependent = c[1] * P[2][0] + c[2] * P[4][0] + c[22] * P[6][0] + c[14] * P[2][0] * fa + c[26] * P[1][0];
  const annualEven = c[18] * season(h, 1, c[31]);
  const semiannualEven = (c[15] + c[16] * P[2][0]) * season(h, 2, c[17]);
  const annualOdd = dayFlux * (c[9] * P[1][0] + c[10] * P[3][0]) * annual;
  const semiannualOdd = c[37] * P[1][0] * season(h, 2, c[38]);

  const diurnal =
    (c[3] * P[1][1] + c[4] * P[3][1] + c[27] * P[5][1] + c[11] * P[2][1] * annual) * cos(tau) +
    (c[6] * P[1][1] + c[7] * P[3][1] + c[28] * P[5][1] + c[12] * P[2][1] * annual) * sin(tau);
  const terdiurnal =
    (c[39] * P[3][3] + (c[93] * P[4][3] + c[46] * P[6][3]) * annual) * sin(3 * tau) +
    (c[40] * P[3][3] + (c[94] * P[4][3] + c[48] * P[6][3]) * annual) * cos(3 * tau);
  const localTime = hourFlux * (diurnal + semidiurnal(h, c, annual) + terdiurnal);

  const response = magneticActivity(h, c);
  const magnetic =
    c[32] +
    c[45] * P[2][0] +
    c[34] * P[4][0] +
    (c[100] * P[1][0] + c[101] * P[3][0] + c[102] * P[5][0]) * annual +
    (c[121] * P[1][1] + c[122] * P[3][1] + c[123] * P[5][1]) * cos(hour * (localTimeHours - c[124]));

  const cosLongitude =
    c[64] * P[2][1] +
    c[65] * P[4][1] +
    c[66] * P[6][1] +
    c[103] * P[1][1] +
    c[104] * P[3][1] +
    c[105] * P[5][1] +
    (c[109] * P[1][1] + c[110] * P[3][1] + c[111] * P[5][1]) * annual;
  const sinLongitude =
    c[90] * P[2][1] +
    c[91] * P[4][1] +
    c[92] * P[6][1] +
    c[106] * P[1][1] +
    c[107] * P[3][1] +
    c[108] * P[5][1] +
    (c[112] * P[1][1] + c[113] * P[3][1] + c[114] * P[5][1]) * annual;
  const longitudinal = (1 + c[80] * fa) * (cosLongitude * cos(longitude) + sinLongitude * sin(longitude));

  const universalTime =
    (1 + c[95] * P[1][0]) *
      (1 + c[81] * fa) *
      (1 + c[119] * P[1][0] * annual) *
      (c[68] * P[1][0] + c[69] * P[3][0] + c[70] * P[5][0]) *
      cos(second * (utSeconds - c[71])) +
    (1 + c[137] * fa) *
      (c[76] * P[3][2] + c[77] * P[5][2] + c[78] * P[7][2]) *
      cos(second * (utSeconds - c[79]) + 2 * longitude);
  const magneticWithTime =
    (1 + c[120] * P[1][0]) *
      (c[60] * P[2][1] + c[61] * P[4][1] + c[62] * P[6][1]) *
      cos(degree * (longitudeDeg - c[63])) +
    (c[115] * P[1][1] + c[116] * P[3][1] + c[117] * P[5][1]) * annual * cos(degree * (longitudeDeg - c[118])) +
    (c[83] * P[1][0] + c[84] * P[3][0] + c[85] * P[5][0]) * cos(second * (utSeconds - c[75]));

  return (
    c[30] +
    solarFlux +
    timeIndependent +
    annualEven +
    semiannualEven +
    annualOdd +
    semiannualOdd +
    localTime +
    response * (magnetic + magneticWithTime) +
    longitudinal +
    universalTime
  );
}

/** The twelve-hour wave, which the lower expansion shares. */
export function semidiurnal(h: Harmonics, c: readonly number[], annual: number): number {
  const { legendre: P, tau } = h;
  return (
    (c[5] * P[2][2] + c[41] * P[4][2] + (c[23] * P[3][2] + c[35] * P[5][2]) * annual) * cos(2 * tau) +
    (c[8] * P[2][2] + c[42] * P[4][2] + (c[33] * P[3][2] + c[36] * P[5][2]) * annual) * sin(2 * tau)
  );
}
