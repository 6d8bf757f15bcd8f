"use strict";
// Hashes of numbers that must not depend on the platform: elementary functions, erosion runs, likelihoods, a run of each
// engine. Needs the built library.
//   node scripts/result-hashes.cjs             prints them as JSON
//   node scripts/result-hashes.cjs --update    writes scripts/test/result-hashes.json, which a test compares with, and says
//                                              what has changed: a change of an algorithm should change its own line only
const { createHash } = require("node:crypto");
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { gunzipSync } = require("node:zlib");

const root = join(__dirname, "..");
const golden = join(root, "lib/test/golden");
const { nestedSampling, meteoroid } = require(join(root, "lib/dist/fitting"));
const elementary = require(join(root, "lib/dist/core/special/elementary"));
const { random } = require(join(root, "lib/dist/core/random"));

main();

async function main() {
  const hashes = {
    elementary: elementaryFunctions(),
    erosion: erosionRuns("webassembly"),
    erosionInTypeScript: erosionRuns("typescript"),
    likelihood: likelihoods(),
    sampling: await sampling([
      { engine: "static", nlive: 60, sample: "rslice" },
      { engine: "dynamic", nlive: 40, nEffective: 200 },
    ]),
    importance: await sampling([{ engine: "importance", nlive: 40, nEffective: 400 }]),
  };
  const text = `${JSON.stringify(hashes, null, 2)}\n`;
  if (process.argv.includes("--update")) update(hashes, text);
  process.stdout.write(text);
}

function update(hashes, text) {
  const file = join(__dirname, "test/result-hashes.json");
  const before = JSON.parse(readFileSync(file, "utf8"));
  const changed = Object.keys(hashes).filter((name) => hashes[name] !== before[name]);
  writeFileSync(file, text);
  console.error(changed.length > 0 ? `Changed: ${changed.join(", ")}` : "Nothing has changed");
}

/** Collects numbers; all NaNs count as one. */
function collector() {
  const hash = createHash("sha256");
  return {
    add(numbers) {
      const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
      numbers.forEach((x, i) => {
        bytes.setFloat64(8 * i, Number.isNaN(x) ? Number.NaN : x, true);
        if (Number.isNaN(x)) bytes.setBigUint64(8 * i, 0x7ff8000000000000n, true);
      });
      hash.update(bytes);
    },
    digest: () => hash.digest("hex"),
  };
}

function elementaryFunctions() {
  const collect = collector();
  const stream = random(20191023).stream(0);
  for (const name of Object.keys(elementary).sort()) {
    const values = Array.from({ length: 2000 }, () => {
      const x = (2 * stream.uniform() - 1) * elementary.exp(20 * stream.uniform() - 10);
      return elementary[name](x, 10 * stream.uniform() - 5);
    });
    collect.add(values);
  }
  return collect.digest();
}

function erosionRuns(implementation) {
  const collect = collector();
  for (const file of readdirSync(join(golden, "erosion")).sort()) {
    const { constants } = JSON.parse(gunzipSync(readFileSync(join(golden, "erosion", file))).toString());
    if (constants === undefined) continue;
    const { columns } = meteoroid.simulate(constants, { implementation });
    for (const name of Object.keys(columns)) collect.add(columns[name]);
  }
  return collect.digest();
}

function likelihoods() {
  const example = (name) => JSON.parse(readFileSync(join(golden, "meteor-example", name), "utf8"));
  const { variables, bounds, flags, fixed, vectors } = example("loglike_vectors.json");
  const prior = { variables, bounds, flags, fixed, details: {} };
  const { logLikelihood } = meteoroid.meteorLikelihood({ observation: example("obs_20191023_091225.json"), prior });
  const collect = collector();
  collect.add(vectors.map(({ theta }) => logLikelihood(theta)));
  return collect.digest();
}

/** Runs on a curved ridge. */
async function sampling(runs) {
  const model = {
    parameters: ["x", "y"],
    priorTransform: ([u, v]) => [4 * u - 2, 4 * v - 1],
    logLikelihood: ([x, y]) => -20 * (y - x * x) * (y - x * x) - (1 - x) * (1 - x),
  };
  const collect = collector();
  for (const options of runs) {
    const { logl, samples_u, logwt, logz, logzerr } = await nestedSampling.run(model, { seed: 4, ...options });
    for (const numbers of [logl, samples_u, logwt, logz, logzerr]) collect.add(numbers);
  }
  return collect.digest();
}
