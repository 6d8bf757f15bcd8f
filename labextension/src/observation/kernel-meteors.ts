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

/** How long a kernel may take, milliseconds; one that computes answers nothing. */
const patience = 2000;

/**
 * The meteors that a kernel has open, as a prior wants them prepared. None where the kernel does not answer or is not
 * ours.
 */
export async function kernelMeteors(
  kernel: Kernel.IKernelConnection,
  overrides: LoadingOverrides,
): Promise<readonly KernelMeteor[]> {
  if (!kernel.handleComms || kernel.connectionStatus !== "connected") return [];
  const comm = kernel.createComm(meteorsCommTarget);
  try {
    return await new Promise((resolve) => {
      setTimeout(() => resolve([]), patience);
      comm.onMsg = ({ content }) => resolve(meteorsIn(content.data));
      comm.onClose = () => resolve([]);
      void comm.open({ overrides: { ...overrides } });
    });
  } finally {
    comm.dispose();
  }
}

function meteorsIn(data: unknown): KernelMeteor[] {
  const { meteors } = data as { meteors?: unknown };
  if (!Array.isArray(meteors)) return [];
  return meteors.filter(
    (meteor): meteor is KernelMeteor =>
      typeof meteor?.name === "string" && Array.isArray(meteor.files) && typeof meteor.observation === "object",
  );
}
