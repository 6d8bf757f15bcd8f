"""
Computes bands, densities, estimates and luminous efficiency again from a posterior backup and from the raw simulations of its
samples, with numpy, SciPy and dynesty, and compares. Arguments: folder of the results, file of the simulations.
"""
import gzip
import json
import os
import pickle
import sys

import numpy as np
from dynesty.utils import quantile
from scipy.integrate import simpson

folder, simulations = sys.argv[1:]
[backup_file] = [name for name in os.listdir(folder) if name.endswith("_posterior_backup.pkl.gz")]
[summary_file] = [name for name in os.listdir(folder) if name.endswith("_summary.json")]

# The way in which people read such files.
with gzip.open(os.path.join(folder, backup_file), "rb") as f:
    backup = pickle.load(f)
rho_data = backup["dynesty"]["rho_mass_weighted_estimate"]
snippet = f"Rho: {rho_data['median']} (+{rho_data['high95']} / -{rho_data['low95']})"

with open(os.path.join(folder, summary_file), encoding="utf8") as f:
    summary = json.load(f)
with open(simulations, "rb") as f:
    raw = pickle.load(f)
obs, runs = raw["observation"], raw["runs"]
run = backup["dynesty"]
samples, weights = np.array(run["samples"]), np.array(run["importance_weights"])
worst = {}


def compare(name, found, wanted):
    found, wanted = np.asarray(found, dtype=float), np.asarray(wanted, dtype=float)
    assert found.shape == wanted.shape, (name, found.shape, wanted.shape)
    assert np.array_equal(np.isnan(found), np.isnan(wanted)), (name, "NaN")
    scale = np.maximum(np.abs(wanted), np.nanmax(np.abs(wanted)) * 1e-3 if wanted.size else 1)
    difference = np.abs(found - wanted) / scale
    worst[name] = float(np.nanmax(difference)) if wanted.size else 0.0


def curves(columns):
    """Luminosity, magnitude, velocity and lag of one simulation at the observed heights."""
    time, height = columns["time"], columns["leading_frag_height"]
    luminosity = columns["luminosity"]
    frame = 1 / obs["fps_lum"]
    if frame > columns["dt"]:
        luminosity = np.array([columns["luminosity"][(time > t - frame) & (time <= t)].mean() for t in time])
    with np.errstate(divide="ignore"):
        magnitude = -2.5 * np.log10(luminosity / obs["P_0m"])
    first = np.argmin(np.abs(height - np.max(obs["height_lag"])))
    lag = columns["leading_frag_length"] - obs["v_init"] * time
    lag = lag - lag[first]
    order = np.argsort(height, kind="stable")

    def at(heights, values):
        return np.interp(heights, height[order], values[order], left=np.nan, right=np.nan)

    return {
        "lum": at(obs["height_lum"], luminosity),
        "mag": at(obs["height_lum"], magnitude),
        "vel": at(obs["height_lag"], columns["leading_frag_vel"]),
        "lag": at(obs["height_lag"], lag),
    }


def density(columns):
    """Mass- and volume-weighted density of one simulation."""
    c = columns["constants"]
    rho, change, mass = c["rho"], c["erosion_rho_change"], c["m_init"]
    if "erosion_height_change" not in run["variables"]:
        return rho, rho
    left = c["mass_at_erosion_change"]
    if left is None:
        distance = np.abs(columns["leading_frag_height"][:-1] - c["erosion_height_change"])
        left = columns["mass_total_active"][np.argmin(distance)]
    return rho * abs(mass - left) / mass + change * left / mass, mass / (abs(mass - left) / rho + left / change)


def weighted(values, probabilities):
    present = ~np.isnan(values)
    if weights[present].sum() == 0:
        return [np.nan] * len(probabilities)
    return quantile(values[present], probabilities, weights=weights[present])


probabilities = {
    "p00015": 0.00135, "p025": 0.025, "p16": 0.158655, "p50": 0.5, "p84": 0.841345, "p975": 0.975, "p99985": 0.99865,
}
all_curves = [None if columns is None else curves(columns) for columns in runs]
for kind, heights in (("lum", "height_lum"), ("mag", "height_lum"), ("vel", "height_lag"), ("lag", "height_lag")):
    missing = np.full(len(obs[heights]), np.nan)
    table = np.array([missing if one is None else one[kind] for one in all_curves])
    bands = np.array([weighted(column, list(probabilities.values())) for column in table.T]).T
    for name, band in zip(probabilities, bands):
        assert backup["bands"][kind][name].dtype == np.float32
        compare(f"bands {kind} {name}", backup["bands"][kind][name], band)
best = all_curves[int(np.argmax(run["logl"]))]
for kind, name in (("lum", "luminosity"), ("mag", "abs_magnitude"), ("vel", "velocity"), ("lag", "lag")):
    assert backup["best_guess"][name].dtype == np.float32
    compare(f"best {kind}", backup["best_guess"][name], best[kind])

densities = np.array([(np.nan, np.nan) if columns is None else density(columns) for columns in runs])
assert run["rho_array"].dtype == np.float64
compare("rho_array", run["rho_array"], densities[:, 0])
kept = [(np.nan, np.nan) if c is None else (c["rho_mass_weighted"], c["rho_volume_weighted"]) for c in run["const_backups"]]
compare("const_backups", kept, densities)
low, median, high = weighted(densities[:, 0], [0.025, 0.5, 0.975])
compare("density", [rho_data[name] for name in ("median", "low95", "high95")], [median, low, high])
compare("density in summary", [summary["massWeightedDensity"][name] for name in ("median", "low95", "high95")], [median, low, high])

energy = simpson(obs["P_0m"] * 10 ** (-0.4 * np.array(obs["absolute_magnitudes"])), x=obs["time_lum"])
is_log = np.array(["log" in run["flags_dict"][name] for name in run["variables"]])
at = run["variables"].index("m_init")
mass = 10.0 ** samples[:, at] if is_log[at] else samples[:, at]
tau = 100 * 2 * energy / (mass * obs["velocities"][0] ** 2)
low, median, high = weighted(tau, [0.025, 0.5, 0.975])
compare("tau", [summary["luminousEfficiencyPercent"][name] for name in ("median", "low95", "high95")], [median, low, high])

factor = np.array([1e-3 if "v_init" in v or "height" in v else 1e6 if "sigma" in v or "erosion_coeff" in v else 1 for v in run["variables"]])


def shown(point):
    return np.where(is_log, 10.0**point, point) * factor


quantiles = np.array([weighted(column, [0.025, 0.5, 0.975]) for column in samples.T])
compare("median", run["median"], shown(quantiles[:, 1]))
compare("95_CI_lower", run["95_CI_lower"], shown(quantiles[:, 0]))
compare("95_CI_upper", run["95_CI_upper"], shown(quantiles[:, 2]))
compare("mean", run["mean"], shown(np.average(samples, axis=0, weights=weights)))
compare("approx_modes", run["approx_modes"], shown(samples[np.argmax(weights)]))
log_weights = np.array(run["logwt"]) - run["logz"][-1]
compare("weights", weights, np.exp(log_weights) / np.exp(log_weights).sum())

print(
    json.dumps(
        {
            "snippet": snippet,
            "worst": worst,
            "types": {
                name: type(value).__name__
                for group in (backup, run)
                for name, value in group.items()
            },
            "inner": [type(run["samples"][0]).__name__, type(run["samples"][0][0]).__name__, run["ncall"].dtype.str],
            "summary": run["summary"],
        }
    )
)
