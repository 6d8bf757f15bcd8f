import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { folderOfEvent } from "../../../src/notebook/event-folder/event-folder.node";
import { inputPaths } from "../../../src/notebook/meteor-input/find-data-files.node";
import { findEvents } from "../../../src/notebook/meteor-input/find-events.node";
import { realPickle, trajectoryPickle, view } from "./trajectory-pickle";

const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-events-"));

/** A folder with these files in it. */
function folderWith(files: Record<string, string | Buffer>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const emccd = trajectoryPickle(view({ stations: ["01G", "02G"] }));
const camo = trajectoryPickle(view({ stations: ["01T", "02T"], later: 0.4 }));
const whole = trajectoryPickle(view({ later: 0.2 }));
const nextHour = trajectoryPickle(view({ later: 3600 }));
const namesIn = (...inputs: string[]) => findEvents(inputs).events.map(({ name }) => name);

describe("inputs", () => {
  it("are separated by commas, with or without spaces, unless the comma belongs to a name", () => {
    const folder = folderWith({ "a,b/c.txt": "" });
    expect(inputPaths("x, y ,z,, ")).toEqual(["x", "y", "z"]);
    expect(inputPaths(["x,", "y"])).toEqual(["x", "y"]);
    expect(inputPaths(join(folder, "a,b"))).toEqual([join(folder, "a,b")]);
  });
});

describe("events", () => {
  it("are put together from files of the same second, in the folder that is common to them", () => {
    const folder = folderWith({ "night/camo/a.pickle": camo, "night/emccd/deep/b.pickle": emccd });
    const { events } = findEvents(folder);
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(event.name).toBe("20191023_091225_combined");
    expect(event.inputs.map(({ path }) => path)).toEqual([
      join(folder, "night/emccd/deep/b.pickle"),
      join(folder, "night/camo/a.pickle"),
    ]);
    expect(event.home).toBe(join(folder, "night"));
    expect(folderOfEvent(event)).toBe(join(folder, "night", "20191023_091225_combined"));
    expect(folderOfEvent(event, "out")).toBe(join("out", "20191023_091225_combined"));
  });

  it("are put together over all inputs", () => {
    const folder = folderWith({ "one/a.pickle": camo, "two/b.pickle": emccd });
    const { events } = findEvents(`${join(folder, "one")}, ${join(folder, "two", "b.pickle")}`);
    expect(events.map(({ name, home }) => [name, home])).toEqual([["20191023_091225_combined", folder]]);
  });

  it("need only the file that has all cameras", () => {
    const folder = folderWith({ "a.pickle": camo, "20191023_091225_all.pickle": whole, "c.pickle": emccd });
    const [event, ...others] = findEvents(folder).events;
    expect(others).toEqual([]);
    expect(event.name).toBe("20191023_091225");
    expect(event.inputs.map(({ path }) => path)).toEqual([join(folder, "20191023_091225_all.pickle")]);
  });

  it("of different times in one folder stay apart and have folders of their own", () => {
    const folder = folderWith({
      "20191023_091225_trajectory.pickle": whole,
      "20191023_101225_trajectory.pickle": nextHour,
    });
    const { events } = findEvents(folder);
    expect(events.map((event) => folderOfEvent(event))).toEqual([
      join(folder, "20191023_091225"),
      join(folder, "20191023_101225"),
    ]);
  });

  it("of a folder that bears their name stay in it", () => {
    const folder = folderWith({ "20191023_091225/20191023_091225_trajectory.pickle": whole });
    const [event] = findEvents(folder).events;
    expect(folderOfEvent(event)).toBe(join(folder, "20191023_091225"));
  });

  it("count once however often a file is named, and not again where an earlier fit has copied them", () => {
    const folder = folderWith({
      "20191023_091225_trajectory.pickle": whole,
      "20191023_091225/20191023_091225_trajectory.pickle": whole,
      "20191023_091225/log_20191023_091225.txt": "",
      "20191023_091225/obs_data_20191023_091225.json": "{}",
    });
    const paths = (input: string) => findEvents(input).events.map(({ inputs }) => inputs.map(({ path }) => path));
    const original = join(folder, "20191023_091225_trajectory.pickle");
    expect(paths(`${folder}, ${original}`)).toEqual([[original]]);
    const copy = join(folder, "20191023_091225");
    expect(paths(copy)).toEqual([[join(copy, "20191023_091225_trajectory.pickle")]]);
  });

  it("that cannot be read are kept, with the reason and the path", () => {
    const folder = folderWith({
      "20200101_000000_trajectory.pickle": "",
      "20200102_000000_trajectory.pickle": emccd.subarray(0, 300),
      "20191023_091225_trajectory.pickle": whole,
    });
    const failures = findEvents(folder).events.flatMap(({ name, failure }) =>
      failure ? [[name, failure.place.path]] : [],
    );
    expect(failures).toEqual([
      ["20200101_000000", join(folder, "20200101_000000_trajectory.pickle")],
      ["20200102_000000", join(folder, "20200102_000000_trajectory.pickle")],
    ]);
  });

  it("have different names: what is damaged never takes that of a good one", () => {
    const folder = folderWith({
      "a/20191023_091225_broken.pickle": "",
      "b/20191023_091225_trajectory.pickle": whole,
      "c/20191023_091225_sim.json": "{}",
      "d/20191023_091225_sim.json": "{}",
    });
    expect(
      namesIn(folder, join(folder, "c/20191023_091225_sim.json"), join(folder, "d/20191023_091225_sim.json")),
    ).toEqual(["20191023_091225", "20191023_091225_broken", "20191023_091225_sim", "20191023_091225_sim_2"]);
  });

  it("are not made of pickles of other kinds, which are mentioned", () => {
    const folder = folderWith({ "20191023_091225_trajectory.pickle": whole, "settings.pickle": "(lp0\n." });
    const { events, notices } = findEvents(folder);
    expect(events).toHaveLength(1);
    expect(notices).toEqual([
      `Skipped ${join(folder, "settings.pickle")}: this is not a trajectory: the pickle holds a list.`,
    ]);
    expect(findEvents(join(folder, "settings.pickle")).events[0].failure?.code).toBe("TRAJECTORY_FOREIGN");
  });

  it("fail where there are none, with the input's name", () => {
    const folder = folderWith({ "night/readme.txt": "" });
    const { events } = findEvents([join(folder, "night"), join(folder, "nowhere")]);
    expect(events.map(({ name, home, failure }) => [name, home, failure?.code])).toEqual([
      ["night", folder, "INPUT_EMPTY"],
      ["nowhere", folder, "FILE_MISSING"],
    ]);
  });

  it("are never looked for in a checkpoint of the original program", () => {
    const folder = folderWith({ "20191023_091225.dynesty": "cos\nsystem\n(S'touch hacked'\ntR." });
    copyFileSync(realPickle, join(folder, "20191023_091225_trajectory.pickle"));
    const { events, dynestyFiles } = findEvents(folder);
    expect(events).toHaveLength(1);
    expect(dynestyFiles).toEqual([join(folder, "20191023_091225.dynesty")]);
    const named = findEvents(join(folder, "20191023_091225.dynesty"));
    expect(named.events[0].failure?.code).toBe("INPUT_EXECUTABLE");
  });
});
