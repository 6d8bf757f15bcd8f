"use strict";

/**
 * Thirteen sampling problems with known answers, as models: `name, parameters, priorTransform, logLikelihood, truth`.
 * Formulas and truths: `lib/test/golden/sampler/problems.json`.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const golden = JSON.parse(readFileSync(join(__dirname, "../../golden/sampler/problems.json"), "utf8")).problems;
const logTwoPi = Math.log(2 * Math.PI);

const box = (low, high) => (u) => u.map((x) => low + (high - low) * x);

function logAddExp(a, b) {
  const high = Math.max(a, b);
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

const sumOf = (x, term) => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += term(x[i], i);
  return sum;
};

/** Normal with unit variances and equal correlations 0.95. */
function gauss(d) {
  const rho = 0.95;
  const spread = 1 - rho;
  const logDeterminant = (d - 1) * Math.log(spread) + Math.log(1 + (d - 1) * rho);
  const constant = -0.5 * (d * logTwoPi + logDeterminant);
  return {
    priorTransform: box(-10, 10),
    logLikelihood(x) {
      const total = sumOf(x, (v) => v);
      const squares = sumOf(x, (v) => v * v);
      return constant - (0.5 / spread) * (squares - (rho * total * total) / (1 + (d - 1) * rho));
    },
  };
}

const rosenbrock = {
  priorTransform: box(-5, 5),
  logLikelihood(x) {
    let sum = 0;
    for (let i = 0; i + 1 < x.length; i++) {
      const bend = x[i + 1] - x[i] * x[i];
      sum += (1 - x[i]) * (1 - x[i]) + 100 * bend * bend;
    }
    return -sum;
  },
};

/** Three branches of three from one root. */
const hybrid = {
  priorTransform: box(-4, 16),
  logLikelihood(x) {
    const [a, b] = [0.5, 5];
    let sum = a * (x[0] - 1) * (x[0] - 1);
    for (let branch = 0; branch < 3; branch++) {
      let previous = x[0];
      for (let i = 0; i < 3; i++) {
        const value = x[1 + 3 * branch + i];
        const bend = value - previous * previous;
        sum += b * bend * bend;
        previous = value;
      }
    }
    return 0.5 * Math.log(a / Math.PI) + 4.5 * Math.log(b / Math.PI) - sum;
  },
};

/** Two thin spherical shells. */
const shells = {
  priorTransform: box(-6, 6),
  logLikelihood(x) {
    const [radius, width] = [2, 0.1];
    const rest = sumOf(x.subarray(1), (v) => v * v);
    const term = (centre) => {
      const off = Math.sqrt((x[0] - centre) * (x[0] - centre) + rest) - radius;
      return -(off * off) / (2 * width * width);
    };
    return -0.5 * Math.log(2 * Math.PI * width * width) + logAddExp(term(-3.5), term(3.5));
  },
};

const eggbox = {
  priorTransform: box(0, 10 * Math.PI),
  logLikelihood: (x) => (2 + Math.cos(x[0] / 2) * Math.cos(x[1] / 2)) ** 5,
};

/** A product: log-gamma and normal factors, the first two bimodal. */
function loggamma(d) {
  const s = 1 / 30;
  const logGamma = (x, l) => {
    const z = (x - l) / s;
    return z - Math.exp(Math.min(z, 700)) - Math.log(s);
  };
  const normal = (x, l) => {
    const z = (x - l) / s;
    return -0.5 * z * z - 0.5 * logTwoPi - Math.log(s);
  };
  return {
    priorTransform: (u) => Float64Array.from(u),
    logLikelihood(x) {
      let sum = logAddExp(logGamma(x[0], 1 / 3), logGamma(x[0], 2 / 3));
      sum += logAddExp(normal(x[1], 1 / 3), normal(x[1], 2 / 3)) - 2 * Math.LN2;
      for (let i = 2; i < d; i++) sum += i + 1 <= (d + 2) / 2 ? logGamma(x[i], 2 / 3) : normal(x[i], 2 / 3);
      return sum;
    },
  };
}

/** A broad normal and a narrow one with a hundred times its mass. */
function spikeslab(d) {
  const [narrow, broad, shift, weight] = [0.01, 0.1, 0.031, 100];
  const slab = -0.5 * d * logTwoPi - d * Math.log(broad);
  const spike = Math.log(weight) - 0.5 * d * logTwoPi - d * Math.log(narrow);
  return {
    priorTransform: box(-0.5, 0.5),
    logLikelihood(x) {
      const far = sumOf(x, (v) => v * v) / (broad * broad);
      const near = sumOf(x, (v) => (v - shift) * (v - shift)) / (narrow * narrow);
      return logAddExp(slab - 0.5 * far, spike - 0.5 * near);
    },
  };
}

/** Neal's funnel; the quantile of the normal comes from the library under test, which checks it elsewhere. */
function funnel(d, normalQuantile) {
  return {
    priorTransform: (u) => u.map((x, i) => (i === 0 ? 3 * normalQuantile(x) : 60 * x - 30)),
    logLikelihood(x) {
      const squares = sumOf(x.subarray(1), (v) => v * v);
      return -0.5 * (d - 1) * (logTwoPi + x[0]) - 0.5 * Math.exp(-x[0]) * squares;
    },
  };
}

/**
 * @param normalQuantile quantile function of the standard normal, which one prior needs
 * @returns the models by name
 */
function problems(normalQuantile) {
  const made = {
    gauss4: gauss(4),
    gauss10: gauss(10),
    gauss20: gauss(20),
    rosen2: rosenbrock,
    rosen10: rosenbrock,
    hybrid10: hybrid,
    shells2: shells,
    shells10: shells,
    eggbox2: eggbox,
    loggamma2: loggamma(2),
    loggamma10: loggamma(10),
    spikeslab10: spikeslab(10),
    funnel10: funnel(10, normalQuantile),
  };
  return Object.fromEntries(
    golden.map(({ name, ndim, logz, mean, sd, check_points }) => [
      name,
      {
        name,
        parameters: Array.from({ length: ndim }, (_, i) => `x${i + 1}`),
        ...made[name],
        truth: { logz, mean, sd },
        checkPoints: check_points,
      },
    ]),
  );
}

module.exports = { problems };
