/** Lines at the top of a cell that are no code: what follows `%npm`, and the `%%nocheck` mark. */
const commandLine = /^[ \t]*%npm\b[ \t]*(.*)$/;
const passed = /^\s*(%%nocheck\b.*|\/\/.*)?$/;

/** The `%npm` commands at the top of a cell, in their order. */
export function leadingCommands(code: string): string[] {
  return commandLines(code).map(({ words }) => words);
}

/** The cell's text with its commands blanked, so that all else keeps its place. */
export function withoutCommands(code: string): string {
  const lines = code.split("\n");
  for (const { index } of commandLines(code)) lines[index] = (lines[index] ?? "").replace(/[^\r]/g, " ");
  return lines.join("\n");
}

function commandLines(code: string): { index: number; words: string }[] {
  const found: { index: number; words: string }[] = [];
  if (!code.includes("%npm")) return found;
  for (const [index, line] of code.split("\n").entries()) {
    const words = commandLine.exec(line.replace(/\r$/, ""))?.[1];
    if (words !== undefined) found.push({ index, words });
    else if (!passed.test(line)) break;
  }
  return found;
}
