// Makes cepheid.csv: a simulated light curve of a classical Cepheid like δ Cephei, five kiloparsecs away and free of dust.
//   node notebooks/data/light-curve/make-cepheid.mjs > notebooks/data/light-curve/cepheid.csv
import { random } from "nightbook/core";

const star = { period: 5.366, mean: 10.12, amplitude: 0.37, phase: 0.62, skew: 0.24, jitter: 0.012 };
const nights = 44;
/** Part of the nights that are clear. */
const clear = 0.62;

const draws = random("light curve of a Cepheid").stream(0);
const rows = [];
for (let night = 0; night < nights; night++) {
  if (draws.uniform() > clear) continue;
  // One to three exposures in a night, within four hours.
  const start = night + 0.62 + 0.05 * draws.normal();
  const exposures = 1 + draws.integer(3);
  for (let k = 0; k < exposures; k++) {
    const time = start + (k + draws.uniform()) * (4 / 24 / 3);
    const angle = 2 * Math.PI * (time / star.period - star.phase);
    const magnitude = star.mean - star.amplitude * (Math.cos(angle) - star.skew * Math.sin(2 * angle));
    const error = 0.008 + 0.012 * draws.uniform();
    const measured = magnitude + Math.hypot(error, star.jitter) * draws.normal();
    rows.push([time.toFixed(4), measured.toFixed(3), error.toFixed(3)]);
  }
}
process.stdout.write(["days,magnitude,error", ...rows.map((row) => row.join(","))].join("\n") + "\n");
