import Module from "node:module";
import { compileModule, moduleEndings } from "./compile-module";
import { SourceMap } from "./source-map";
import { rememberSource } from "./stack-traces";

type Loader = (module: NodeModule & { _compile(code: string, file: string): void }, file: string) => void;

const extensions = (Module as unknown as { _extensions: Record<string, Loader> })._extensions;

/** Lets `require` load the notebook's own TypeScript files. */
export function installTypeScriptModules(): void {
  for (const ending of moduleEndings) {
    extensions[ending] = (module, file) => module._compile(compile(file), file);
  }
}

function compile(file: string): string {
  const { source, code, map } = compileModule(file);
  rememberSource(file, new SourceMap(map), source);
  // The debugger reads the map here.
  const inline = Buffer.from(map, "utf8").toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}
