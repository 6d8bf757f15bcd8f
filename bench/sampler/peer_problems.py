"""The problems of lib/test/golden/sampler/problems.json for the Python samplers.

A problem is a pair of functions of arrays of shape (..., ndim): the map from the unit cube to parameters, and the
log-likelihood. `checked` compares both with the check points of that file before anything is measured.
"""
import json
from math import log, pi
from pathlib import Path

import numpy as np
from scipy.special import ndtri

GOLDEN = Path(__file__).parents[2] / "lib/test/golden/sampler/problems.json"
LOG_TWO_PI = log(2 * pi)


def box(low, high):
    return lambda u: low + (high - low) * np.asarray(u)


def gauss(d):
    """Normal with unit variances and equal correlations 0.95."""
    covariance = np.full((d, d), 0.95) + 0.05 * np.eye(d)
    precision = np.linalg.inv(covariance)
    constant = -0.5 * (d * LOG_TWO_PI + np.linalg.slogdet(covariance)[1])
    return box(-10, 10), lambda x: constant - 0.5 * np.sum((x @ precision) * x, axis=-1)


def rosenbrock():
    def log_likelihood(x):
        here, following = x[..., :-1], x[..., 1:]
        return -np.sum((1 - here) ** 2 + 100 * (following - here**2) ** 2, axis=-1)

    return box(-5, 5), log_likelihood


def hybrid():
    """Three branches of three from one root."""
    a, b = 0.5, 5.0

    def log_likelihood(x):
        root = x[..., :1]
        branches = x[..., 1:].reshape(*x.shape[:-1], 3, 3)
        first = np.broadcast_to(root[..., None], (*x.shape[:-1], 3, 1))
        before = np.concatenate([first, branches[..., :-1]], axis=-1)
        bends = np.sum((branches - before**2) ** 2, axis=(-2, -1))
        return 0.5 * log(a / pi) + 4.5 * log(b / pi) - a * (x[..., 0] - 1) ** 2 - b * bends

    return box(-4, 16), log_likelihood


def shells():
    """Two thin spherical shells."""
    radius, width = 2.0, 0.1

    def log_likelihood(x):
        rest = np.sum(x[..., 1:] ** 2, axis=-1)
        off = [np.sqrt((x[..., 0] - centre) ** 2 + rest) - radius for centre in (-3.5, 3.5)]
        terms = [-(o**2) / (2 * width**2) for o in off]
        return np.logaddexp(*terms) - 0.5 * log(2 * pi * width**2)

    return box(-6, 6), log_likelihood


def eggbox():
    return box(0, 10 * pi), lambda x: (2 + np.cos(x[..., 0] / 2) * np.cos(x[..., 1] / 2)) ** 5


def loggamma(d):
    """A product: log-gamma and normal factors, the first two bimodal."""
    scale = 1 / 30
    n_log_gamma = sum(1 for i in range(3, d + 1) if i <= (d + 2) / 2)

    def log_gamma(x, at):
        z = (x - at) / scale
        return z - np.exp(np.minimum(z, 700)) - log(scale)

    def normal(x, at):
        z = (x - at) / scale
        return -0.5 * z**2 - 0.5 * LOG_TWO_PI - log(scale)

    def log_likelihood(x):
        first = np.logaddexp(log_gamma(x[..., 0], 1 / 3), log_gamma(x[..., 0], 2 / 3))
        second = np.logaddexp(normal(x[..., 1], 1 / 3), normal(x[..., 1], 2 / 3))
        skewed = np.sum(log_gamma(x[..., 2 : 2 + n_log_gamma], 2 / 3), axis=-1)
        straight = np.sum(normal(x[..., 2 + n_log_gamma :], 2 / 3), axis=-1)
        return first + second - 2 * log(2) + skewed + straight

    return lambda u: np.array(u, dtype=float), log_likelihood


def spikeslab(d):
    """A broad normal and a narrow one with a hundred times its mass."""
    narrow, broad, shift, weight = 0.01, 0.1, 0.031, 100.0
    slab = -0.5 * d * LOG_TWO_PI - d * log(broad)
    spike = log(weight) - 0.5 * d * LOG_TWO_PI - d * log(narrow)

    def log_likelihood(x):
        far = np.sum(x**2, axis=-1) / broad**2
        near = np.sum((x - shift) ** 2, axis=-1) / narrow**2
        return np.logaddexp(slab - 0.5 * far, spike - 0.5 * near)

    return box(-0.5, 0.5), log_likelihood


def funnel(d):
    """Neal's funnel."""

    def prior_transform(u):
        x = 60 * np.asarray(u) - 30
        x[..., 0] = 3 * ndtri(np.asarray(u)[..., 0])
        return x

    def log_likelihood(x):
        v = x[..., 0]
        return -0.5 * (d - 1) * (LOG_TWO_PI + v) - 0.5 * np.exp(-v) * np.sum(x[..., 1:] ** 2, axis=-1)

    return prior_transform, log_likelihood


def checked(name):
    """Dimension, prior transform and log-likelihood of a problem, found equal to its check points."""
    golden = {p["name"]: p for p in json.loads(GOLDEN.read_text())["problems"]}[name]
    d = golden["ndim"]
    family = name.rstrip("0123456789")
    made = {"gauss": gauss, "loggamma": loggamma, "spikeslab": spikeslab, "funnel": funnel}
    alike = {"rosen": rosenbrock, "hybrid": hybrid, "shells": shells, "eggbox": eggbox}
    prior_transform, log_likelihood = made[family](d) if family in made else alike[family]()
    u = np.array([p["u"] for p in golden["check_points"]])
    x = prior_transform(u)
    np.testing.assert_allclose(x, [p["x"] for p in golden["check_points"]], rtol=1e-12, atol=1e-12)
    expected = [p["logl"] for p in golden["check_points"]]
    np.testing.assert_allclose(log_likelihood(x), expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose([log_likelihood(prior_transform(p)) for p in u], expected, rtol=1e-9, atol=1e-9)
    return d, prior_transform, log_likelihood
