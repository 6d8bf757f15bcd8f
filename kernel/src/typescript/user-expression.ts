import * as ts from "typescript";
import { cellTransform } from "./cell-transform";

/** JavaScript of an expression that is to be evaluated beside a cell; one that TypeScript does not understand stays as it is. */
export function expressionCode(expression: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(`(${expression}\n)`, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
    transformers: { after: [cellTransform] },
  });
  return diagnostics.length > 0 ? `(${expression}\n)` : outputText;
}
