import { describe, expect, it } from "@jest/globals";
import { withOurSpellings } from "../../../src/cli/meteor-fit/original-spellings";

const translated = (line: string) =>
  withOurSpellings(["meteor", "fit", ...line.split(" ")])
    .slice(2)
    .join(" ");

describe("the original's spellings", () => {
  it.each([
    ["in --output_dir out --pick_pos 0.5 --cores 4", "in --output-dir out --pick-pos 0.5 --cores 4"],
    ["in --output_dir=out", "in --output-dir=out"],
    ["in -new -all -plot -NoBackup", "in --new --all --plot --no-backup"],
    ["in --new --all --plot --no-backup", "in --new --all --plot --no-backup"],
    ["--add-noise in.json", "--add-noise=usual in.json"],
    ["--add-noise 2,3 in.json", "--add-noise 2,3 in.json"],
    ["in.json --add-noise", "in.json --add-noise=usual"],
    ["in.json --add-noise=2,3", "in.json --add-noise=2,3"],
  ])("%s is %s", (line, ours) => expect(translated(line)).toBe(ours));

  it("mean nothing in other commands", () => {
    expect(withOurSpellings(["prior", "list", "-new"])).toEqual(["prior", "list", "-new"]);
  });
});
