"""Times pyeventio and protozfits: `peer.py REPEATS FILE...` prints milliseconds of the processor and of the clock.

Each is the least of many runs, which go on for a third of a second per repeat.

Programs that they start to unpack files count too.
"""
import json
import math
import resource
import sys
import time

from eventio import EventIOFile, SimTelFile
from protozfits import File

repeats, paths = int(sys.argv[1]), sys.argv[2:]


def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best(work):
    result = work()
    cpu = wall = math.inf
    until, runs = time.perf_counter() + 0.333 * (repeats + 1), 0
    while runs < 5 or time.perf_counter() < until:
        began, start = time.perf_counter(), spent()
        work()
        cpu, wall = min(cpu, spent() - start), min(wall, time.perf_counter() - began)
        runs += 1
    return {"cpu": 1e3 * cpu, "wall": 1e3 * wall, "result": result}


def walk(objects):
    count = 0
    for one in objects:
        count += 1
        if one.header.only_subobjects:
            count += walk(one)
    return count


def headers(path):
    with EventIOFile(path) as file:
        return walk(file)


def events(path):
    with SimTelFile(path) as file:
        return sum(1 for _ in file)


def values(path):
    total = 0
    with SimTelFile(path) as file:
        for event in file:
            for telescope in event.get("telescope_events", {}).values():
                if "adc_samples" in telescope:
                    total += int(telescope["adc_samples"].sum())
    return total


def waveforms(path):
    total = 0
    with File(path) as file:
        for event in file.Events:
            samples = event.hiGain.waveforms.samples if hasattr(event, "hiGain") else event.waveform
            total += int(samples[0])
    return total


def looked_at(message):
    count = 0
    for name in message._fields:
        value = getattr(message, name)
        count += looked_at(value) if hasattr(value, "_fields") else 1
    return count


def fields(path):
    with File(path) as file:
        return sum(looked_at(event) for event in file.Events)


result = {}
for path in paths:
    if ".fits" in path:
        result[path] = {"waveforms": best(lambda: waveforms(path)), "fields": best(lambda: fields(path))}
    else:
        works = {"headers": headers, "events": events, "values": values}
        result[path] = {name: best(lambda: work(path)) for name, work in works.items()}
print(json.dumps(result))
