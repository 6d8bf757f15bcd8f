/** Flags of the original program that are spelled differently here. */
const spellings: Readonly<Record<string, string>> = {
  "--output_dir": "--output-dir",
  "--pick_pos": "--pick-pos",
  "-new": "--new",
  "-all": "--all",
  "-plot": "--plot",
  "-NoBackup": "--no-backup",
};

/**
 * A command line of `nightbook meteor fit` with the original's spellings replaced by ours. `--add-noise` without numbers
 * behind it gets `=usual`, so that an input that follows stays an input.
 *
 * @param words the arguments after the program's name; those of other commands are returned as they are
 */
export function withOurSpellings(words: readonly string[]): string[] {
  if (words[0] !== "meteor" || words[1] !== "fit") return [...words];
  return words.map((word, i) => {
    if (word === "--add-noise") return isNoise(words[i + 1]) ? word : "--add-noise=usual";
    const [flag, ...value] = word.split("=");
    const ours = Object.hasOwn(spellings, flag) ? spellings[flag] : flag;
    return [ours, ...value].join("=");
  });
}

function isNoise(word: string | undefined): boolean {
  return word !== undefined && /^[\s\d.,eE+-]+$/.test(word) && word.includes(",");
}
