/** Where Node and the kernel's entry are. */
export interface KernelPlace {
  /** Node's program file. */
  node: string;
  /** The kernel's `dist/main.js`. */
  main: string;
  /** Variables that the kernel is to be started with. */
  env?: Record<string, string>;
}

/** Name of the kernelspec's folder. */
export const kernelName = "nightbook";

/** Content of `kernel.json`. */
export function kernelSpec({ node, main, env }: KernelPlace): object {
  return {
    argv: [node, main, "{connection_file}"],
    display_name: "TypeScript (Nightbook)",
    language: "typescript",
    interrupt_mode: "message",
    ...(env === undefined ? {} : { env }),
    metadata: { debugger: false },
  };
}
