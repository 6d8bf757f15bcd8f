import * as path from "node:path";
import * as ts from "typescript";
import { cellCompilerOptions } from "./compiler-options";
import { LibraryText } from "./library-text";
import type { PackageOverlay } from "./package-overlay";

/** Every cell is a module: this line stands before its text, and before the carried declarations. */
export const modulePrefix = "export {};\n";

/** A package without types: its exports are of type `any`, as people who install one expect. */
const untypedModule = 7016;

/**
 * One language service whose program holds the present cell, the declarations carried over from earlier
 * cells, and all they import. The cell's scope lies inside the scope of the carried declarations: the
 * source file of the latter is made the parent of the former, as tslab does, so a name declared again shadows.
 */
export class CellProgram {
  readonly cellFile: string;
  readonly carriedFile: string;
  readonly service: ts.LanguageService;
  private options: ts.CompilerOptions;
  private readonly virtual = new Map<string, { text: string; version: number }>();
  private readonly snapshots = new Map<string, { version: string; snapshot: ts.IScriptSnapshot }>();
  private readonly library: LibraryText;
  private readonly libraryFolder: string;
  private revision = 0;
  private linkedRevision = -1;
  private carriedSpoilt = false;

  constructor(
    private readonly folder: string,
    private readonly overlay: PackageOverlay,
    globals: string,
  ) {
    const slashed = folder.replace(/\\/g, "/");
    this.cellFile = `${slashed}/__tslab__.ts`;
    this.carriedFile = `${slashed}/__prev__.d.ts`;
    this.options = cellCompilerOptions(slashed);
    this.libraryFolder = path.dirname(ts.getDefaultLibFilePath(this.options)).replace(/\\/g, "/");
    this.library = new LibraryText(this.libraryFolder, this.options.lib ?? []);
    this.virtual.set(`${slashed}/__nightbook__.d.ts`, { text: globals, version: 0 });
    this.setTexts(modulePrefix, modulePrefix);
    this.service = ts.createLanguageService(this.host(), ts.createDocumentRegistry());
  }

  /** Sets the text of the carried declarations and of the cell, both with {@link modulePrefix}. */
  setTexts(carried: string, cell: string): void {
    this.setText(this.carriedFile, carried);
    this.setText(this.cellFile, cell);
  }

  /** The carried declarations' syntax tree was edited in place (tslab does so): read them afresh next time. */
  spoilCarriedTree(): void {
    this.carriedSpoilt = true;
  }

  private setText(file: string, text: string): void {
    const known = this.virtual.get(file);
    const spoilt = file === this.carriedFile && this.carriedSpoilt;
    if (known?.text === text && !spoilt) return;
    if (file === this.carriedFile) this.carriedSpoilt = false;
    this.virtual.set(file, { text, version: (known?.version ?? 0) + 1 });
    this.revision++;
  }

  /** Which decorators cells are checked for: those of the language, or those that TypeScript had before. */
  set olderDecorators(older: boolean) {
    if ((this.options.experimentalDecorators === true) === older) return;
    this.options = { ...this.options, experimentalDecorators: older };
    this.revision++;
  }

  /** Files of the notebook's own folder may have changed on disk since the last cell. */
  noticeChangedFiles(): void {
    this.revision++;
  }

  /** The program for the present texts. */
  program(): ts.Program {
    const program = this.service.getProgram();
    if (program === undefined) throw new Error("TypeScript gave no program");
    if (this.linkedRevision !== this.revision) {
      this.linkedRevision = this.revision;
      const cell = this.sourceFile(program, this.cellFile);
      (cell as { parent?: ts.Node }).parent = this.sourceFile(program, this.carriedFile);
    }
    return program;
  }

  /** The cell's source file in the present program. */
  cell(): ts.SourceFile {
    return this.sourceFile(this.program(), this.cellFile);
  }

  /** Errors of the cell and of the notebook's own modules it imports; syntax errors alone where there are any. */
  diagnostics(syntaxOnly: boolean): ts.Diagnostic[] {
    const program = this.program();
    const files = [this.cell(), ...this.ownModules(program)];
    const syntactic = files.flatMap((file) => program.getSyntacticDiagnostics(file));
    if (syntactic.length > 0 || syntaxOnly) return syntactic;
    return files.flatMap((file) => program.getSemanticDiagnostics(file)).filter(({ code }) => code !== untypedModule);
  }

  /** Source files in the notebook's folder that the cell imports, directly or through one another. */
  private ownModules(program: ts.Program): ts.SourceFile[] {
    const found = new Set<ts.SourceFile>();
    const visit = (file: ts.SourceFile) => {
      const specifiers = (file as unknown as { imports?: readonly ts.StringLiteralLike[] }).imports ?? [];
      for (const specifier of specifiers) {
        const target = program.getTypeChecker().getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
        if (target === undefined || found.has(target) || !this.isOwn(target.fileName)) continue;
        found.add(target);
        visit(target);
      }
    };
    visit(this.cell());
    return [...found];
  }

  private isOwn(file: string): boolean {
    return !file.endsWith(".d.ts") && !file.includes("/node_modules/") && file !== this.cellFile;
  }

  private sourceFile(program: ts.Program, file: string): ts.SourceFile {
    const found = program.getSourceFile(file);
    if (found === undefined) throw new Error(`The program lacks ${file}`);
    return found;
  }

  private read(file: string): string | undefined {
    return this.virtual.get(file)?.text ?? this.library.read(file) ?? ts.sys.readFile(this.overlay.resolve(file));
  }

  /** Text of a file, read once for each of its versions: the service asks for all of them at every cell. */
  private snapshot(file: string): ts.IScriptSnapshot | undefined {
    const version = this.version(file);
    const known = this.snapshots.get(file);
    if (known?.version === version) return known.snapshot;
    const text = this.read(file);
    if (text === undefined) return undefined;
    const snapshot = new WholeText(text);
    this.snapshots.set(file, { version, snapshot });
    return snapshot;
  }

  private version(file: string): string {
    const virtual = this.virtual.get(file);
    if (virtual !== undefined) return String(virtual.version);
    if (file.includes("/node_modules/") || file.endsWith(".d.ts")) return "0";
    return String(ts.sys.getModifiedTime?.(file)?.getTime() ?? 0);
  }

  private host(): ts.LanguageServiceHost {
    const { overlay, libraryFolder } = this;
    return {
      getCompilationSettings: () => this.options,
      getProjectVersion: () => String(this.revision),
      getScriptFileNames: () => [...this.virtual.keys()],
      getScriptVersion: (file) => this.version(file),
      getScriptSnapshot: (file) => this.snapshot(file),
      getCurrentDirectory: () => this.folder,
      getDefaultLibFileName: () => `${libraryFolder}/lib.es2023.d.ts`,
      fileExists: (file) => this.virtual.has(file) || ts.sys.fileExists(overlay.resolve(file)),
      readFile: (file) => this.read(file),
      directoryExists: (folder) => overlay.isVirtualFolder(folder) || ts.sys.directoryExists(overlay.resolve(folder)),
      getDirectories: (folder) => {
        const real = overlay.resolve(folder);
        const own = ts.sys.directoryExists(real) ? ts.sys.getDirectories(real) : [];
        return [...new Set([...own, ...overlay.foldersIn(folder)])];
      },
      readDirectory: (folder, extensions, exclude, include, depth) =>
        ts.sys.readDirectory(overlay.resolve(folder), extensions, exclude, include, depth),
      realpath: (file) => (overlay.isLent(file) || this.virtual.has(file) ? file : (ts.sys.realpath?.(file) ?? file)),
      useCaseSensitiveFileNames: () => true,
    };
  }
}

/** A text that is always parsed as a whole: cells are short and seldom resemble the one before. */
class WholeText implements ts.IScriptSnapshot {
  constructor(private readonly text: string) {}
  getText(start: number, end: number): string {
    return this.text.slice(start, end);
  }
  getLength(): number {
    return this.text.length;
  }
  getChangeRange(): undefined {
    return undefined;
  }
}
