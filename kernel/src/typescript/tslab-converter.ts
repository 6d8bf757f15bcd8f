import type { Converter, ConvertResult } from "tslab/dist/converter";
import * as ts from "typescript";
import type { CellProgram } from "./cell-program";

/** What tslab asks of TypeScript's builder. */
interface Builder {
  getProgram(): ts.Program;
  getSourceFile(file: string): ts.SourceFile | undefined;
  getAllDependencies(file: ts.SourceFile): string[];
  emit(
    file: ts.SourceFile,
    write: (file: string, text: string) => void,
    token: undefined,
    declarationsOnly: undefined,
    transforms: ts.CustomTransformers,
  ): void;
}

/** What tslab's converter hands to `createWatchCompilerHost` and gets back. */
interface WatchHost {
  system: ts.System;
  afterProgramCreate?(builder: Builder): void;
}

/** How a conversion is to be done, beyond what tslab's interface carries. */
export interface ConversionHooks {
  /** Errors to report for the cell. */
  diagnostics(): ts.Diagnostic[];
  /** Transform of the emitted JavaScript. */
  transform: ts.TransformerFactory<ts.SourceFile>;
  /** Takes the JavaScript and its source map. */
  emitted(kind: "code" | "map", text: string): void;
}

/**
 * tslab's cell converter, running on TypeScript 5.9 and on the kernel's own program.
 *
 * tslab reads its TypeScript from the require cache. In its place it finds a namespace whose watch program is
 * a view of {@link CellProgram}: so our compiler options hold, there is a single engine in memory, and
 * completion, inspection and conversion see the same types. What stays tslab's is the art of carrying
 * declarations from cell to cell.
 */
export function loadTslabConverter(cells: CellProgram, hooks: ConversionHooks): Converter {
  const location = require.resolve("@tslab/typescript-for-tslab", { paths: [require.resolve("tslab/dist/converter")] });
  const before = require.cache[location];
  require.cache[location] = { exports: namespaceFor(cells, hooks), loaded: true, id: location } as NodeModule;
  try {
    const { createConverter } = require("tslab/dist/converter") as typeof import("tslab/dist/converter");
    return createConverter();
  } finally {
    if (before === undefined) delete require.cache[location];
    else require.cache[location] = before;
  }
}

export type { Converter, ConvertResult };

function namespaceFor(cells: CellProgram, hooks: ConversionHooks): object {
  return {
    ...ts,
    createWatchCompilerHost: (_files: string[], _options: ts.CompilerOptions, system: ts.System): WatchHost => ({
      system,
    }),
    createWatchProgram: (host: WatchHost) => watchCells(cells, hooks, host),
    getPreEmitDiagnosticsOfFiles: () => hooks.diagnostics(),
    getDefaultTypeRoots: () => [],
    getNullTransformationContext: () => ts.factory,
    transpileModule: () => ({ outputText: "" }),
  };
}

function watchCells(cells: CellProgram, hooks: ConversionHooks, host: WatchHost): object {
  const { system } = host;
  let firstPass: ts.SourceFile | undefined;

  const builder = (): Builder => ({
    getProgram: () => cells.program(),
    getSourceFile: (file) => firstPass ?? cells.program().getSourceFile(file),
    getAllDependencies: () => [cells.cellFile],
    emit(file, write, _token, _declarationsOnly, transforms) {
      cells.program().emit(
        file,
        (name, text) => {
          if (name.endsWith(".d.ts")) write("outDir/__tslab__.d.ts", text);
          else hooks.emitted(name.endsWith(".map") ? "map" : "code", text);
        },
        undefined,
        undefined,
        { after: [hooks.transform], afterDeclarations: transforms.afterDeclarations },
      );
      cells.spoilCarriedTree();
    },
  });

  const rebuild = () => {
    const text = system.readFile(cells.cellFile) ?? "";
    // tslab converts twice when a cell declares names: first to learn them, then with all of them exported.
    // Learning them takes a parse, not a program.
    firstPass = declaresUnexportedNames(text);
    if (firstPass === undefined) {
      cells.setTexts(system.readFile(cells.carriedFile) ?? "", text);
    }
    host.afterProgramCreate?.(builder());
  };

  let scheduled = false;
  const changed = () => {
    if (scheduled) return;
    scheduled = true;
    system.setTimeout?.(() => {
      scheduled = false;
      rebuild();
    }, 0);
  };
  system.watchFile?.(cells.cellFile, changed);
  system.watchFile?.(cells.carriedFile, changed);
  rebuild();
  return { close() {}, updateRootFileNames() {}, getProgram: builder };
}

/** The bound syntax tree of a cell that declares names and does not export them yet. */
function declaresUnexportedNames(text: string): ts.SourceFile | undefined {
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, false);
  const bind = (ts as unknown as { bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void })
    .bindSourceFile;
  bind(file, {});
  const names = [...((file as unknown as { locals?: Map<string, unknown> }).locals?.keys() ?? [])];
  if (names.length === 0 || text.endsWith(`\nexport {${names.join(", ")}}`)) return undefined;
  return file;
}
