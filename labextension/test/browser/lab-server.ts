import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

export const repositoryRoot = resolve(__dirname, "../../..");

const token = "nightbook-test";
/** Long enough for a machine that has much else to do, milliseconds. */
const startTimeout = 180_000;

/** A JupyterLab of its own: nothing of the user's settings, kernels or extensions is seen or changed. */
export interface LabServer {
  /** Where the server listens, without a slash at the end. */
  url: string;
  token: string;
  /** The folder that JupyterLab shows. */
  folder: string;
  /** What the server has written so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface LabOptions {
  /** Files and folders to copy into the folder that JupyterLab shows. */
  files?: string[];
  /** Files to write there: path and text. */
  texts?: Record<string, string>;
  /** Settings by plugin: `package/plugin`. */
  settings?: Record<string, object>;
}

/** Starts JupyterLab with the built extension and kernel of this repository. */
export async function startLab(options: LabOptions = {}): Promise<LabServer> {
  const home = await mkdtemp(join(tmpdir(), "nightbook-lab-"));
  const folder = join(home, "work");
  await mkdir(folder);
  for (const file of options.files ?? []) await cp(file, join(folder, basename(file)), { recursive: true });
  for (const [name, text] of Object.entries(options.texts ?? {})) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await shareExtensionAndKernel(join(home, "share"));
  await silenceNews(join(home, "settings"));
  for (const [plugin, settings] of Object.entries(options.settings ?? {})) {
    const path = join(home, "settings", `${plugin}.jupyterlab-settings`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(settings));
  }

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const server = spawn(pythonPath(), labArguments(port, folder), {
    cwd: folder,
    env: isolatedEnvironment(home),
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => lines.push(String(data)));
  const log = (): string => lines.join("");
  const stop = async (): Promise<void> => {
    await endProcess(server);
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await answers(`${url}/api/status?token=${token}`, server);
  } catch (error) {
    await stop();
    throw new Error(`JupyterLab did not start: ${String(error)}\n${log().slice(-4000)}`);
  }
  return { url, token, folder, log, stop };
}

function pythonPath(): string {
  return join(process.env.NIGHTBOOK_VENV ?? join(repositoryRoot, ".venv"), "bin/python");
}

function labArguments(port: number, folder: string): string[] {
  return [
    ...["-m", "jupyterlab", "--no-browser", "--allow-root"],
    ...["--ServerApp.ip=127.0.0.1", `--ServerApp.port=${port}`, "--ServerApp.port_retries=0"],
    ...[`--IdentityProvider.token=${token}`, `--ServerApp.root_dir=${folder}`],
    ...["--LabApp.extension_manager=readonly", "--LabApp.expose_app_in_browser=True"],
  ];
}

function isolatedEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_RUNTIME_DIR: join(home, "runtime"),
    JUPYTER_PATH: join(home, "share"),
    JUPYTERLAB_SETTINGS_DIR: join(home, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(home, "workspaces"),
    IPYTHONDIR: join(home, "ipython"),
    NIGHTBOOK_LOG: join(home, "log"),
  };
}

async function shareExtensionAndKernel(share: string): Promise<void> {
  const extensions = join(share, "labextensions/@nightbook");
  const kernel = join(share, "kernels/nightbook");
  await mkdir(extensions, { recursive: true });
  await mkdir(kernel, { recursive: true });
  await symlink(join(repositoryRoot, "labextension/dist/labextension"), join(extensions, "labextension"));
  const spec = {
    argv: [process.execPath, join(repositoryRoot, "kernel/dist/main.js"), "{connection_file}"],
    display_name: "TypeScript (Nightbook)",
    language: "typescript",
    interrupt_mode: "message",
  };
  await writeFile(join(kernel, "kernel.json"), JSON.stringify(spec));
}

/** The news popup would cover what a test wants to click. */
async function silenceNews(settings: string): Promise<void> {
  const folder = join(settings, "@jupyterlab/apputils-extension");
  await mkdir(folder, { recursive: true });
  const quiet = { fetchNews: "false", checkForUpdates: false };
  await writeFile(join(folder, "notification.jupyterlab-settings"), JSON.stringify(quiet));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeout;
  let spawnError: Error | undefined;
  server.once("error", (error) => {
    spawnError = error;
  });
  while (Date.now() < deadline) {
    if (spawnError) throw spawnError;
    if (server.exitCode !== null) throw new Error(`it ended with status ${server.exitCode}`);
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return;
    await new Promise((done) => setTimeout(done, 150));
  }
  throw new Error(`no answer within ${startTimeout / 1000} s`);
}

async function endProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const timer = setTimeout(() => server.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(timer);
}
