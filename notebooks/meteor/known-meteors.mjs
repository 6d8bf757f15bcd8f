import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fitting, ingest } from "nightbook";
import { random, weightedQuantiles } from "nightbook/core";
import { priorTransform, resolvePrior } from "nightbook/priors";

/** The published solution of the Orionid: what is fixed, and the air it flew through. */
const solution = JSON.parse(readFileSync(new URL("../data/meteor/orionid-solution.json", import.meta.url), "utf8"));

/** Standard deviations of the noise, W and m. */
export const noise = { luminosity: 2.5, lag: 5 };
export const seed = "known meteors";
export const sampling = { engine: "dynamic", nlive: 40, nEffective: 100, dlogz: 0.5 };

const fixed = [
  "zenith_angle",
  "rho",
  "erosion_height_start",
  "erosion_mass_index",
  "erosion_mass_min",
  "erosion_mass_max",
];

/** Four free parameters. It refers to nothing that is estimated from the data, so that true values can be drawn from it. */
export const prior = fitting.prior(`v_init, 500, 67870, norm
m_init, 1e-6, 6e-6, log
sigma, 1.5e-8, 5e-8
erosion_coeff, 1e-7, 1e-6, log
${fixed.map((name) => `${name}, ${solution[name]}, fix`).join("\n")}
noise_lag, ${noise.lag}, fix
noise_lum, ${noise.luminosity}, fix
lum_eff_type, 5, fix
`);

/** Number `k` of the known meteors: its true values are drawn from the prior, its noise has a seed of its own. */
export async function knownMeteor(k, folder) {
  const resolved = resolvePrior(prior.document, { helpers: null }).prior;
  const draws = random(seed).stream(k);
  const drawn = priorTransform(resolved)(Float64Array.from(resolved.variables, () => draws.uniform()));
  const truths = Object.fromEntries(
    resolved.variables.map((name, i) => [name, resolved.flags[name].includes("log") ? 10 ** drawn[i] : drawn[i]]),
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `known-${k}.json`);
  writeFileSync(path, `${JSON.stringify({ ...solution, ...truths }, null, 1)}\n`);
  return ingest.meteor(path, { addNoise: noise, seed: `${seed} ${k}` });
}

/** Fits one known meteor, and says of each parameter where in its posterior the truth lies. */
export async function recover(k, folder, options = {}) {
  const meteor = await knownMeteor(k, folder);
  const result = await fitting.meteor(meteor, prior).run({ ...sampling, seed: `${seed} ${k}`, ...options });
  const { nested, fit } = result;
  const weights = nested.importanceWeights();
  return fit.resolved.variables.map((parameter, column) => {
    const undo = fit.resolved.flags[parameter].includes("log") ? (x) => 10 ** x : (x) => x;
    const values = Float64Array.from(weights, (_, i) => undo(nested.samples[i * nested.ndim + column]));
    const [low95, low68, median, high68, high95] = weightedQuantiles(values, weights, [0.025, 0.16, 0.5, 0.84, 0.975]);
    const truth = meteor.truths[parameter];
    const [below, all] = weights.reduce(
      ([b, a], weight, i) => [b + (values[i] < truth ? weight : 0), a + weight],
      [0, 0],
    );
    return { event: k, parameter, truth, low95, low68, median, high68, high95, rank: below / all };
  });
}
