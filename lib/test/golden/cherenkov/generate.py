"""Writes what pyeventio and protozfits read in files of simulated and of raw data: `generate.py FOLDER`.

pip install eventio==2.1.1 protozfits==2.13.1 zstandard. FOLDER holds the files themselves, also those that are not kept here.
Makes simtel.json, zfits.json and zstd.json (each packed by gzip).
"""
import gzip
import hashlib
import json
import math
import random
import sys
from pathlib import Path

import numpy as np
import zstandard
from eventio import SimTelFile
from protozfits import File

here = Path(__file__).parent
folder = Path(sys.argv[1])


def sha(array, dtype):
    return hashlib.sha1(np.ascontiguousarray(np.asarray(array).astype(dtype)).tobytes()).hexdigest()


def number(value):
    value = float(value)
    return None if math.isnan(value) else value


def telescope(event):
    out = {}
    if event.get("adc_samples") is not None:
        samples = event["adc_samples"]
        out["samples"] = [list(samples.shape), sha(samples, "<u2")]
    if event.get("adc_sums") is not None:
        sums = event["adc_sums"]
        out["sums"] = [list(sums.shape), sha(sums, "<u4")]
    if "pixel_timing" in event:
        timing = event["pixel_timing"]
        out["times"] = sha(np.nan_to_num(timing["time"], nan=-1), "<f4")
        out["pulse_sums"] = [sha(timing["pulse_sum_loc"], "<i4"), sha(timing["pulse_sum_glob"], "<i4")]
        out["time_types"] = [int(x) for x in timing["time_type"]]
        out["time_levels"] = sha(timing["time_level"], "<f4")
        out["timing"] = [number(timing[k]) for k in ("before_peak", "after_peak", "threshold", "granularity", "peak_global")]
    if "image_parameters" in event:
        image = event["image_parameters"]
        out["image"] = [number(image[k]) for k in ("pixels", "amplitude", "x", "y", "phi", "l", "w", "concentration")]
        if "hot_pixel" in image:
            out["hot"] = [sha(image["hot_amp"], "<f4"), [int(x) for x in image["hot_pixel"]]]
    out["lists"] = {str(k): sha(v["pixel_list"], "<i4") for k, v in event["pixel_lists"].items()}
    head = event["header"]
    out["header"] = [int(head["loc_count"]), int(head["glob_count"]), *(int(x) for x in head["cpu_time"])]
    out["sectors"] = [int(x) for x in head.get("list_trgsect", [])]
    out["start_readout"] = int(head.get("start_readout", -1))
    out["traces"] = {str(k): sha(v["trace_data"], "<i4") for k, v in event.get("aux_traces", {}).items()}
    return out


def simtel(path):
    events = []
    with SimTelFile(str(path)) as file:
        cameras = {}
        for tel, d in file.telescope_descriptions.items():
            c, o, p = d["camera_settings"], d["camera_organization"], d["pixel_settings"]
            cameras[str(tel)] = {
                "xy": [sha(c["pixel_x"], "<f4"), sha(c["pixel_y"], "<f4")],
                "areas": [sha(c["pixel_area"], "<f4"), sha(c["pixel_size"], "<f4"), sha(c["pixel_shape"], "<i4")],
                "numbers": [number(c[k]) for k in ("n_pixels", "focal_length", "mirror_area", "n_mirrors", "cam_rot")],
                "effective": number(c.get("effective_focal_length", -1)),
                "wiring": [sha(o[k], "<i4") for k in ("drawer", "card", "chip", "channel")],
                "sectors": sha(np.concatenate([np.asarray(s, "i4") for s in o["sectors"]] or [[]]), "<i4"),
                "thresholds": sha(o["sector_threshold"], "<f4"),
                "pulse": sha(p["ref_shape"], "<f4"),
                "slice": number(p["time_slice"]),
                "disabled": [int(x) for x in d["disabled_pixels"]["HV_disabled"]],
                "parking": number(d["drive_settings"]["park_pos_alt"]),
                "software": int(d["camera_software_settings"]["zero_sup_mode"]),
            }
        header, run = file.header, file.mc_run_headers[0]
        head = {
            "run": [int(header["run"]), int(header["time"]), [int(x) for x in header["tel_id"]]],
            "positions": sha(header["tel_pos"], "<f4"),
            "direction": [number(x) for x in header["direction"]],
            "simulation": [number(run[k]) for k in ("n_showers", "n_use", "obsheight", "spectral_index", "atmosphere")],
            "energies": [number(x) for x in run["E_range"]],
            "history": [len(file.history), hashlib.sha1(b"".join(text for _, text in file.history)).hexdigest()],
            "card": hashlib.sha1(bytes(b"".join(file.corsika_inputcards))).hexdigest(),
            "atmospheres": [[sha(a["altitude_km"], "<f8"), sha(a["rho"], "<f8")] for a in file.atmospheric_profiles],
            "meta": sorted((k.decode(), v.decode()) for k, v in file.global_meta.items()),
        }
        for event in file:
            record = {"event": int(event["event_id"]), "kind": {"data": "shower"}.get(event["type"], event["type"])}
            if "mc_shower" in event:
                s, m = event["mc_shower"], event["mc_event"]
                record["shower"] = [number(s[k]) for k in ("primary_id", "energy", "azimuth", "altitude", "depth_start", "h_first_int", "xmax", "hmax", "emax", "cmax")]
                record["profiles"] = [[int(p["id"]), number(p["start"]), sha(p["content"], "<f4")] for p in s["profiles"]]
                record["core"] = [int(m["shower_num"]), number(m["xcore"]), number(m["ycore"]), number(m["aweight"])]
            t = event["trigger_information"]
            record["trigger"] = [
                [int(x) for x in t["cpu_time"]],
                [int(x) for x in t["triggered_telescopes"]],
                [number(x) for x in t["trigger_times"]],
                [int(x) for x in t["telescopes_with_data"]],
                [int(x) for x in t.get("teltrg_type_mask", [])],
            ]
            record["telescopes"] = {str(k): telescope(v) for k, v in event["telescope_events"].items()}
            record["tracking"] = {str(k): [number(v.get("azimuth_raw", -1)), number(v.get("altitude_raw", -1))] for k, v in event["tracking_positions"].items()}
            record["photoelectrons"] = {
                str(k): [int(v["n_pe"]), sha(v["photoelectrons"], "<i4"), sha(v["pixel_id"], "<i4"), sha(v["time"], "<f4"), sha(v.get("amplitude", []), "<f4"), sha(v.get("photons", []), "<i4")]
                for k, v in event.get("photoelectrons", {}).items()
            }
            record["photons"] = {
                str(k): [len(v), *(sha(v[column], "<f4") for column in v.dtype.names)]
                for k, v in event.get("photons", {}).items()
            }
            if "observation_level_particles" in event:
                v = event["observation_level_particles"]
                record["particles"] = [len(v), *(sha(v[column], "<f4") for column in v.dtype.names)]
            if "photoelectron_sums" in event:
                v = event["photoelectron_sums"]
                record["sums"] = [[int(x) for x in v["n_pe"]], [number(x) for x in v.get("photons", [])]]
            record["monitors"] = {
                str(k): [sha(v["pedestal"], "<f4"), sha(v["noise"], "<f4"), int(v["n_ped_slices"])]
                for k, v in event["camera_monitorings"].items()
            }
            record["lasers"] = {
                str(k): [sha(v["calib"], "<f4"), sha(v.get("tm_calib", []), "<f4"), sha(v.get("flat_fielding", []), "<f4")]
                for k, v in event["laser_calibrations"].items()
            }
            record["pixel_monitors"] = {str(k): sha(v["nsb_rate"], "<f4") for k, v in event["pixel_monitorings"].items() if "nsb_rate" in v}
            events.append(record)
        histograms = [
            [int(h["id"]), h["title"], int(h["entries"]), sha(h["data"], "<f4")] for h in file.histograms or []
        ]
    return {"header": head, "cameras": cameras, "events": events, "histograms": histograms}


def fields(message, prefix=""):
    for name in message._fields:
        value = getattr(message, name)
        if hasattr(value, "_fields"):
            yield from fields(value, prefix + name + ".")
        elif hasattr(value, "dtype"):
            if value.size:
                yield prefix + name, str(value.dtype), value.astype(value.dtype.newbyteorder("<")).tobytes()
        elif value:
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            yield prefix + name, "single", f"{value};".encode()


def zfits(path):
    out = {}
    with File(str(path)) as file:
        for name in ("Events", "CameraConfig", "CameraConfiguration", "DigicamConfig"):
            if not hasattr(file, name):
                continue
            hashes, rows = {}, 0
            for message in getattr(file, name):
                rows += 1
                for field, kind, content in fields(message):
                    hashes.setdefault(field, [kind, hashlib.sha1()])[1].update(content)
            out[name] = {"rows": rows, "fields": {k: [kind, h.hexdigest()] for k, (kind, h) in hashes.items()}}
    return out


def packed():
    """Small Zstandard frames of each kind of block."""
    random.seed(1)
    words = ["telescope", "camera", "pixel", "shower", "gamma", "proton", "trigger", "sample"]
    sources = {
        "empty": b"",
        "one": b"a",
        "zeros": bytes(100_000),
        "text": " ".join(random.choice(words) for _ in range(6000)).encode(),
        "noise": bytes(int(random.gauss(128, 12)) & 255 for _ in range(20000)),
        "random": random.randbytes(1000),
        "runs": b"".join(bytes([i % 7]) * random.randint(1, 900) for i in range(120)),
    }
    out = {}
    for name, source in sources.items():
        for level in (-5, 1, 3, 19):
            for plain in (True, False):
                made = zstandard.ZstdCompressor(level=level, write_checksum=not plain, write_content_size=plain)
                packed = made.compress(source)
                out[f"{name} {level} {'plain' if plain else 'checked'}"] = [
                    packed.hex(), len(source), hashlib.sha1(source).hexdigest()
                ]
    return out


def write(name, value):
    with gzip.GzipFile(here / name, "wb", mtime=0) as file:
        file.write(json.dumps(value, separators=(",", ":")).encode())


found = sorted(p for p in folder.rglob("*") if p.is_file())
write("simtel.json.gz", {p.name: simtel(p) for p in found if ".simtel" in p.name or p.name.startswith("prod4")})
write("zfits.json.gz", {p.name: zfits(p) for p in found if p.name.endswith(".fits.fz")})
write("zstd.json.gz", packed())
