import type { Kernel } from "@jupyterlab/services";
import { meteorsCommTarget } from "nightbook/core";
import type { Observation } from "nightbook/meteoroid";
import type { LoadingOverrides } from "nightbook/priors";

/** A meteor that a kernel has opened. */
export interface KernelMeteor {
  name: string;
  /** Its files, as the kernel sees them. */
  files: readonly string[];
  observation: Observation;
}

/** The kernel of this program, as its spec is named; others would complain of a target that they do not know. */
const ownKernel = "nightbook";
/** How long a kernel may take, milliseconds; one that computes answers nothing. */
const patience = 10_000;

/**
 * The meteors that a kernel has open, as a prior wants them prepared. None where the kernel does not answer or is not
 * ours.
 */
export async function kernelMeteors(
  kernel: Kernel.IKernelConnection,
  overrides: LoadingOverrides,
): Promise<readonly KernelMeteor[]> {
  if (kernel.name !== ownKernel || !kernel.handleComms || kernel.connectionStatus !== "connected") return [];
  const comm = kernel.createComm(meteorsCommTarget);
  return new Promise((resolve) => {
    let meteors: readonly KernelMeteor[] = [];
    const end = (): void => {
      clearTimeout(timer);
      comm.dispose();
      resolve(meteors);
    };
    const timer = setTimeout(end, patience);
    comm.onMsg = ({ content }) => {
      meteors = meteorsIn(content.data);
    };
    // The kernel closes the comm behind its one answer.
    comm.onClose = end;
    void comm.open({ overrides: { ...overrides } });
  });
}

function meteorsIn(data: unknown): KernelMeteor[] {
  const { meteors } = data as { meteors?: unknown };
  if (!Array.isArray(meteors)) return [];
  return meteors.filter(
    (meteor): meteor is KernelMeteor =>
      typeof meteor?.name === "string" && Array.isArray(meteor.files) && typeof meteor.observation === "object",
  );
}
