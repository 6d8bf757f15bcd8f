import * as ts from "typescript";
import type { CellProgram } from "./cell-program";

/** What to do about errors for which the compiler has no fix of its own, by their number. */
const advice: Readonly<Record<number, (text: string) => string>> = {
  2304: (name) => `Declare ${name}, import it, or run the cell that declares it`,
  2307: (specifier) => missingModule(specifier),
  2531: () => "Check for null first, or use ?. to pass over it",
  2532: () => "Check for undefined first, use ?. to pass over it, or ?? for a value in its place",
  2533: () => "Check for null and undefined first, or use ?. to pass over them",
  2588: () => "Declare it with let to change it later",
  7006: (name) => `Write the type of the parameter, for example (${name}: number)`,
  7031: (name) => `Write the type of what is taken apart, for example { ${name} }: { ${name}: number }`,
  7053: () => "Write the type of the object with an index, for example Record<string, number>",
  18046: (name) => `Tell its type first, for example with if (${name} instanceof Error)`,
  18047: (name) => `Check for null first, or write ${name}?. to pass over it`,
  18048: (name) => `Check for undefined first, write ${name}?. to pass over it, or ?? for a value in its place`,
};

const forgottenAwait = 2773;

/** Fixes of the compiler that mean to hide an error or need more than the cell. */
const unhelpful = /^(Ignore this error|Disable checking|Add '@ts-|Declare a private|Add export to)/;

/** What would mend an error of a cell, in one phrase. */
export function fixHint({ service, cellFile }: CellProgram, found: ts.Diagnostic): string | undefined {
  if (found.file?.fileName !== cellFile || found.start === undefined) return undefined;
  const end = found.start + (found.length ?? 0);
  const own = advice[found.code]?.(found.file.text.slice(found.start, end));
  try {
    const fixes = service.getCodeFixesAtPosition(
      cellFile,
      found.start,
      end,
      [found.code],
      ts.getDefaultFormatCodeSettings(),
      {
        includeCompletionsForModuleExports: false,
      },
    );
    const fix = fixes.find(({ description }) => !unhelpful.test(description));
    // Spelling and imports are known exactly; beyond them our own words say more.
    if (fix !== undefined && (own === undefined || /^(Change spelling|Add import|Import )/.test(fix.description))) {
      return fix.description;
    }
  } catch {
    // A fix is a courtesy: the error is told in any case.
  }
  return own ?? related(found);
}

/** What the compiler asks beside an error, for example whether an `await` was forgotten. */
function related({ relatedInformation = [] }: ts.Diagnostic): string | undefined {
  const question = relatedInformation.find(({ code }) => code === forgottenAwait);
  return question === undefined ? undefined : ts.flattenDiagnosticMessageText(question.messageText, " ");
}

function missingModule(specifier: string): string {
  const name = specifier.replace(/^['"`]|['"`]$/g, "");
  if (name.startsWith(".") || name.startsWith("/")) return "Check the path: it is looked up from the notebook's folder";
  return `Install it beside the notebook: %npm install ${bare(specifier)}`;
}

/** Name of the package in a quoted import path. */
function bare(specifier: string): string {
  const parts = specifier.replace(/^['"`]|['"`]$/g, "").split("/");
  return parts.slice(0, parts[0]?.startsWith("@") ? 2 : 1).join("/");
}
