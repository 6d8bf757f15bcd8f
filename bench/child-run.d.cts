export function childRun(
  command: readonly string[],
  options: { seconds: number; env?: Record<string, string> },
): Promise<{ answer?: unknown; failure?: string }>;
