"""Times pyeventio and protozfits: `peer.py REPEATS FILE...` prints milliseconds of the processor, the best of the repeats.

Programs that they start to unpack files count too.
"""
import json
import os
import sys

from eventio import EventIOFile, SimTelFile
from protozfits import File

repeats, paths = int(sys.argv[1]), sys.argv[2:]


def spent():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def best(work):
    # os.times counts in steps of 10 ms: short work is repeated.
    work()
    rounds, least = 1, None
    while True:
        start = spent()
        for _ in range(rounds):
            work()
        took = spent() - start
        if took >= 0.2:
            break
        rounds *= 2
    for _ in range(repeats):
        start = spent()
        for _ in range(rounds):
            work()
        took = spent() - start
        least = took if least is None else min(least, took)
    return 1e3 * least / rounds


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


def waveforms(path):
    total = 0
    with File(path) as file:
        for event in file.Events:
            samples = event.hiGain.waveforms.samples if hasattr(event, "hiGain") else event.waveform
            total += int(samples[0])
    return total


result = {}
for path in paths:
    if ".fits" in path:
        result[path] = {"waveforms": best(lambda: waveforms(path))}
    else:
        result[path] = {"headers": best(lambda: headers(path)), "events": best(lambda: events(path))}
print(json.dumps(result))
