"""One run of a Python sampler on one problem, in a process of its own.

    peer_run.py '{"problem": "gauss4", "engine": "dynesty", "seed": 1, "target": 10000, "samples": "FILE"}'

The last line of standard output is JSON: calls, wall and cpu seconds, logz, logzError, versions. FILE gets the
weighted samples: rows of log-weight and parameters, float64, so that all samplers are judged by the same code.
"""
import json
import os
import sys
import time
import warnings
from importlib.metadata import version

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402 (reads the number of threads)
from peer_problems import checked  # noqa: E402


def dynesty(prior_transform, log_likelihood, d, seed, target):
    """Dynamic nested sampling as DynestyMetSim of WesternMeteorPyLib calls it: defaults, but slices along random
    directions. What those defaults are is spelt out; only the target differs when it is asked to."""
    from dynesty import DynamicNestedSampler

    sampler = DynamicNestedSampler(
        log_likelihood, prior_transform, d, nlive=500, bound="multi", sample="rslice", rstate=np.random.default_rng(seed)
    )
    sampler.run_nested(dlogz_init=0.01, n_effective=max(target, d * d), print_progress=False)
    results = sampler.results
    return results.samples, results.logwt, results.logz[-1], results.logzerr[-1], int(np.sum(results.ncall))


def nautilus(prior_transform, log_likelihood, d, seed, target):
    """Nautilus at its defaults; its documentation gives the error of log Z as the inverse root of n_eff."""
    from nautilus import Sampler

    sampler = Sampler(prior_transform, log_likelihood, n_dim=d, pass_dict=False, vectorized=True, seed=seed)
    sampler.run(n_eff=target, verbose=False)
    samples, log_weights, _ = sampler.posterior()
    return samples, log_weights, sampler.log_z, sampler.n_eff**-0.5, int(sampler.n_like)


def main():
    job = json.loads(sys.argv[1])
    d, prior_transform, log_likelihood = checked(job["problem"])
    calls = 0

    def counted(x):
        nonlocal calls
        x = np.asarray(x)
        calls += 1 if x.ndim == 1 else len(x)
        return log_likelihood(x)

    engine, package = {"dynesty": (dynesty, "dynesty"), "nautilus": (nautilus, "nautilus-sampler")}[job["engine"]]
    wall, cpu = time.perf_counter(), time.process_time()
    samples, log_weights, logz, logz_error, reported = engine(prior_transform, counted, d, job["seed"], job["target"])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    np.column_stack([log_weights - np.max(log_weights), samples]).astype("<f8").tofile(job["samples"])
    versions = {"python": sys.version.split()[0], "numpy": np.__version__, job["engine"]: version(package)}
    answer = {"ndim": d, "calls": calls, "reportedCalls": reported, "wall": wall, "cpu": cpu}
    print(json.dumps({**answer, "logz": float(logz), "logzError": float(logz_error), "versions": versions}))


main()
