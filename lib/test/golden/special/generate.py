"""Values of special functions to 50 digits, rounded to double.

    pip install mpmath==1.4.1 scipy==1.17.1
    python generate.py            writes special.json
    python generate.py --tables   prints the tables of numbers in lib/src/core/special
"""

import json
import os
import random
import sys

from mpmath import cos, erf, erfc, exp, findroot, gammainc, inf, log, loggamma, mp, mpf, pi, sqrt, zeta
from scipy.stats import invgamma

mp.dps = 50
random.seed(20191023)


def scaled_erfc(x):
    return exp(x * x) * erfc(x) if x < 40 else asymptotic_scaled_erfc(x)


def asymptotic_scaled_erfc(x):
    term, total, n = mpf(1), mpf(1), 0
    while abs(term) > mpf(10) ** -45:
        n += 1
        following = -term * (2 * n - 1) / (2 * x * x)
        if abs(following) > abs(term):
            break
        term = following
        total += term
    return total / (x * sqrt(pi))


def normal_cdf(x):
    return erfc(-mpf(x) / sqrt(2)) / 2


def normal_quantile(p):
    p = mpf(p)
    if p > mpf(1) / 2:
        return -normal_quantile(1 - p)
    if p == mpf(1) / 2:
        return mpf(0)
    x = -sqrt(-2 * log(p)) if p < mpf(10) ** -3 else mpf(-1)
    for _ in range(200):  # Newton on the logarithm of the cdf, which is concave
        step = (log(normal_cdf(x)) - log(p)) * normal_cdf(x) / (exp(-x * x / 2) / sqrt(2 * pi))
        x -= step
        if abs(step) < mpf(10) ** -45 * (abs(x) + mpf(10) ** -20):
            return x
    raise ArithmeticError(p)


def gamma_pq(a, x):
    a, x = mpf(a), mpf(x)
    if x > a + 30 * sqrt(a) + 60:  # far right: P is 1 to all digits, Q needs its own evaluation
        q = gammainc(a, x, inf, regularized=True)
        return 1 - q, q
    mp.dps = 420  # so that 1 - P keeps 50 digits down to 1e-300
    p = lower_series(a, x)
    q = 1 - p
    mp.dps = 50
    return +p, +q


def lower_series(a, x):
    """Regularised lower incomplete gamma function by its power series, all terms positive."""
    term, total, n = mpf(1), mpf(1), 0
    while term > total * mpf(10) ** -mp.dps:
        n += 1
        term *= x / (a + n)
        total += term
    return exp(a * log(x) - x - loggamma(a + 1)) * total


def gamma_quantile(a, p, upper):
    """Newton in log x on the logarithm of the smaller tail, which is concave there."""
    a, p = mpf(a), mpf(p)
    z = -normal_quantile(p) if upper else normal_quantile(p)
    y = 1 - 1 / (9 * a) + z / (3 * sqrt(a))
    t = log(a * y**3) if y > mpf(1) / 5 else (log(1 - p if upper else p) + loggamma(a + 1)) / a
    for _ in range(300):
        x = exp(t)
        lower, above = gamma_pq(a, x)
        density = exp(a * t - x - loggamma(a))
        value = above if upper else lower
        step = (log(value) - log(p)) * value / (-density if upper else density)
        t -= step
        if abs(step) < mpf(10) ** -30:
            return exp(t)
    raise ArithmeticError((a, p, upper))


def rows():
    xs = [0.0, 1e-300, 1e-12, 1e-3, 0.1, 0.3, 0.4999, 0.5, 0.7, 0.9999, 1.0, 1.5, 2.0, 3.3, 5.0, 8.0, 12.0, 20.0, 26.0]
    xs += [random.uniform(0, 6) for _ in range(30)]
    error = [[x, float(erf(mpf(x))), float(erfc(mpf(x)))] for s in (1, -1) for x in [s * v for v in xs]]
    zs = [-37.5, -37.0, -30.0, -20.0, -12.3, -8.0, -5.0, -3.0, -1.0, -0.5, -1e-8, 0.0, 1e-8, 0.5, 1.0, 3.0, 5.0, 8.0]
    zs += [random.uniform(-37, 8) for _ in range(40)]
    cdf = [[z, float(normal_cdf(z))] for z in zs]
    ps = [5e-324, 1e-310, 1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-12, 1e-8, 1e-5, 1e-3, 0.01, 0.025, 0.07, 0.075, 0.0750001]
    ps += [0.2, 0.3, 0.45, 0.4999999, 0.5, 0.5000001, 0.6, 0.8, 0.925, 0.975, 0.999, 1 - 1e-10, 1 - 2.0 ** -53]
    ps += [random.random() for _ in range(40)] + [10 ** random.uniform(-300, 0) for _ in range(40)]
    quantile = [[p, float(normal_quantile(p))] for p in ps]
    ls = [1e-300, 1e-10, 1e-3, 0.01, 0.1, 0.4, 0.5, 0.9, 0.999999, 1.0, 1.000001, 1.3, 1.49, 1.5, 1.51, 1.99999, 2.0, 2.00001]
    ls += [2.4, 2.5, 3.0, 4.7, 7.0, 9.99, 10.0, 12.0, 33.3, 170.6, 1e3, 1e5, 1e8, 1e15, 1e100, 1e300]
    ls += [random.uniform(0, 12) for _ in range(40)]
    log_gamma = [[x, float(loggamma(mpf(x)))] for x in ls]
    shapes = [0.01, 0.1, 0.5, 0.9, 1.0, 1.7, 2.5, 5.0, 10.0, 12.5, 100.0, 1234.5, 1e4, 1e5]
    incomplete, gamma = [], []
    for a in shapes:
        for factor in (-9.0, -4.0, -1.0, -0.01, 0.0, 0.02, 1.0, 4.0, 9.0):
            x = a + factor * a ** 0.5 if a > 100 else a * 2.0 ** factor
            p, q = gamma_pq(a, x)
            incomplete.append([a, x, float(p), float(q)])
        for u in (1e-100, 1e-12, 1e-6, 0.001, 0.01, 0.2, 0.5, 0.7, 0.9):
            for upper in (False, True):
                x = gamma_quantile(a, u, upper)
                if x > mpf(10) ** -300:
                    gamma.append([a, u, upper, float(x)])
    inverse_gamma = []
    for alpha, mode in ((5.0, 2.7045258024834387), (10.0, 10.714832476916389), (2.5, 7.3), (0.5, 1e-3), (80.0, 4e5)):
        for u in (1e-9, 1e-4, 0.025, 0.16, 0.5, 0.84, 0.975, 0.9999, 1 - 1e-9):
            inverse_gamma.append([alpha, mode, u, float(invgamma.ppf(u, alpha, scale=mode * (alpha + 1)))])
    return {
        "erf": error,
        "normal_cdf": cdf,
        "normal_quantile": quantile,
        "log_gamma": log_gamma,
        "incomplete_gamma": incomplete,
        "gamma_quantile": gamma,
        "invgamma_ppf_scipy": inverse_gamma,
    }


def tables():
    count, samples, k = 24, 200, 3
    values = []
    for j in range(samples):
        t = (cos(pi * (j + mpf(1) / 2) / samples) + 1) / 2
        values.append(scaled_erfc(k / t - k) / t)
    print("scaled erfc over t = 3/(3+x), Chebyshev in 2t-1, c0 halved:")
    for n in range(count):
        c = 2 * sum(v * cos(n * pi * (j + mpf(1) / 2) / samples) for j, v in enumerate(values)) / samples
        print(f"  {float(c / 2 if n == 0 else c)!r},")
    print("zeta(k) - 1, k = 2…:")
    for k in range(2, 40):
        print(f"  {float(zeta(k) - 1)!r},")
    print("1 - Euler's constant:", float(1 - mp.euler))


if __name__ == "__main__":
    if "--tables" in sys.argv:
        tables()
    else:
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "special.json"), "w") as file:
            data = rows()
            file.write("{\n" + ",\n".join(
                f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in data.items()
            ) + "\n}\n")
