import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { emptyFolder } from "../command-line";

export { emptyFolder };

/** A single body with two free parameters: a fit takes a second. */
export const quickPrior = `v_init, 500, nan, norm
zenith_angle, nan, fix
m_init, nan, nan, log
rho, 300, fix
sigma, 3e-8, fix
erosion_height_start, 1, fix
erosion_coeff, 0, fix
noise_lag, 30, fix
noise_lum, 30, fix
lum_eff_type, 5, fix
`;

/** A short run, the same each time. */
export const quick = ["--engine", "dynamic", "--nlive", "40", "--n-effective", "100", "--seed", "7"];

/** All files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

/** Contents of all files below a folder that are the same for equal runs. */
export function contents(folder: string): Map<string, string> {
  const names = filesBelow(folder).filter((name) => !/\.run\.json$|status(_n\d+)?\.json$/.test(name));
  return new Map(names.map((name) => [relative(".", name), readFileSync(join(folder, name), "latin1")]));
}
