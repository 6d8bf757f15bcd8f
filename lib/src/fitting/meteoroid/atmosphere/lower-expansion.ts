import { cos, sin } from "../../../core/special";
import { type Harmonics, magneticActivity, season } from "./harmonics";
import { pd } from "./nrlmsise00-coefficients";
import { semidiurnal } from "./upper-expansion";

/**
 * The expansion of the lower thermosphere and the middle atmosphere: relative variation of a node temperature or
 * gradient with season, local time, magnetic activity and longitude ([Picone2002]).
 *
 * @param h place and time
 * @param c the coefficient set, shape `[100]`
 * @returns relative variation, without the mean value that element 0 holds
 */
export function lowerExpansion(h: Harmonics, c: readonly number[]): number {
  const { legendre: P, tau, longitude, fluxAverage: fa } = h;
  const annual = season(h, 1, c[13]);

  const timeIndependent =
    c[1] * P[2][0] + c[2] * P[4][0] + c[22] * P[6][0] + c[26] * P[1][0] + c[14] * P[3][0] + c[59] * P[5][0];
  const annualEven = (c[18] + c[47] * P[2][0] + c[29] * P[4][0]) * season(h, 1, c[31]);
  const semiannualEven = (c[15] + c[16] * P[2][0] + c[30] * P[4][0]) * season(h, 2, c[17]);
  const annualOdd = (c[9] * P[1][0] + c[10] * P[3][0] + c[20] * P[5][0]) * annual;
  const semiannualOdd = c[37] * P[1][0] * season(h, 2, c[38]);

  const diurnal =
    (c[3] * P[1][1] + c[4] * P[3][1] + c[11] * P[2][1] * annual) * cos(tau) +
    (c[6] * P[1][1] + c[7] * P[3][1] + c[12] * P[2][1] * annual) * sin(tau);
  const terdiurnal = P[3][3] * (c[39] * sin(3 * tau) + c[40] * cos(3 * tau));
  // These sets carry no activity response of their own; that of the lower-boundary temperature serves all.
  const magnetic = magneticActivity(h, pd[3]) * (c[32] + c[45] * P[2][0]);

  const cosLongitude =
    c[64] * P[2][1] + c[65] * P[4][1] + c[66] * P[6][1] + c[74] * P[1][1] + c[75] * P[3][1] + c[76] * P[5][1];
  const sinLongitude =
    c[90] * P[2][1] + c[91] * P[4][1] + c[92] * P[6][1] + c[77] * P[1][1] + c[78] * P[3][1] + c[79] * P[5][1];
  const modulation =
    1 +
    P[1][0] * (c[80] * season(h, 1, c[81]) + c[85] * season(h, 2, c[86])) +
    c[83] * season(h, 1, c[84]) +
    c[87] * season(h, 2, c[88]);
  const longitudinal = modulation * (cosLongitude * cos(longitude) + sinLongitude * sin(longitude));

  return (
    c[21] * fa +
    timeIndependent +
    annualEven +
    semiannualEven +
    annualOdd +
    semiannualOdd +
    diurnal +
    semidiurnal(h, c, annual) +
    terdiurnal +
    magnetic +
    longitudinal
  );
}
