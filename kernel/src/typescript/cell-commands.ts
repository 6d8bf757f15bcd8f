/** Lines at the top of a cell that are no code: what follows `%npm`, the `%%nocheck` mark, options of Quarto. */
const commandLine = /^[ \t]*%npm\b[ \t]*(.*)$/;
const optionLine = /^[ \t]*#\|/;
const passed = /^\s*(%%nocheck\b.*|\/\/.*|#\|.*)?$/;

/** The `%npm` commands at the top of a cell, in their order. */
export function leadingCommands(code: string): string[] {
  return commandLines(code).map(({ words }) => words);
}

/** The cell's text with its commands and options blanked, so that all else keeps its place. */
export function withoutCommands(code: string): string {
  const lines = code.split("\n");
  for (const index of [...commandLines(code).map((command) => command.index), ...optionLines(lines)]) {
    lines[index] = (lines[index] ?? "").replace(/[^\r]/g, " ");
  }
  return lines.join("\n");
}

/** Quarto writes the options of a cell as comments of the language it takes it for: `#| echo: false`. */
function optionLines(lines: readonly string[]): number[] {
  const end = lines.findIndex((line) => !passed.test(line) && !commandLine.test(line));
  const top = end < 0 ? lines : lines.slice(0, end);
  return [...top.keys()].filter((index) => optionLine.test(top[index] ?? ""));
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
