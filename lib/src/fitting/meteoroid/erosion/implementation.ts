import { plainKernel } from "./plain-kernel";
import { webAssemblyKernel } from "./web-assembly-kernel";
import { Workspace } from "./workspace";

/** What moves the grains. Both give the same bits. */
export type Implementation = "webassembly" | "typescript";

const workspaces = new Map<Implementation, Workspace>();

/**
 * The memory for runs of an implementation, made when it is first asked for.
 *
 * @param wanted default WebAssembly where it can be had, else TypeScript
 * @throws {RangeError} when WebAssembly is wanted and cannot be had
 */
export function workspaceOf(wanted?: Implementation): Workspace {
  if (wanted === undefined) return workspaces.get("webassembly") ?? make("webassembly") ?? workspaceOf("typescript");
  const workspace = workspaces.get(wanted) ?? make(wanted);
  if (workspace === null) throw new RangeError(`WebAssembly with SIMD cannot be had here: ${wanted}`);
  return workspace;
}

function make(implementation: Implementation): Workspace | null {
  const kernel = implementation === "webassembly" ? webAssemblyKernel() : plainKernel;
  if (kernel === null) return null;
  const workspace = new Workspace(kernel);
  workspaces.set(implementation, workspace);
  return workspace;
}
