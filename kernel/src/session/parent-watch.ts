const interval = 1000;

/** Calls back when the process that started this kernel is gone: `$JPY_PARENT_PID`, as Jupyter sets it. */
export function watchParent(gone: () => void): void {
  const parent = Number(process.env["JPY_PARENT_PID"] ?? 0);
  if (!(parent > 1) || !exists(parent)) return;
  const timer = setInterval(() => {
    if (exists(parent)) return;
    clearInterval(timer);
    gone();
  }, interval);
  timer.unref();
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
