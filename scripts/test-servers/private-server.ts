import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server of one test file: its own folder, its own loopback port, gone when the test ends. */
export interface PrivateServer {
  port: number;
  folder: string;
  stop(): Promise<void>;
}

/** A free loopback port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function untilReady(name: string, child: ChildProcess, port: number, seconds: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`${name} ended with status ${child.exitCode}: ${said}`);
    if (await acceptsConnections(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} accepted no connection within ${seconds} s: ${said}`);
}

function serve(name: string, program: string, args: string[], port: number, folder: string): Promise<PrivateServer> {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return untilReady(name, child, port, 30).then(
    () => ({ port, folder, stop }),
    async (error) => {
      await stop();
      throw error;
    },
  );
}

function program(variable: string): string {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run these tests through "npm test", which finds the servers`);
  return path;
}

/**
 * A Redis without persistence.
 * @param options a port, when it is to be that of an earlier one, and a password
 */
export async function startRedis(options: { port?: number; password?: string } = {}): Promise<PrivateServer> {
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "nightbook-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
  if (options.password !== undefined) args.push("--requirepass", options.password);
  return serve("redis-server", program("NIGHTBOOK_REDIS_SERVER"), args, port, folder);
}

/** A MariaDB with an empty data folder; root needs no password and only loopback reaches it. */
export async function startMariaDB(): Promise<PrivateServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "nightbook-mariadb-"));
  const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];
  const made = spawnSync(
    "mariadb-install-db",
    ["--no-defaults", `--datadir=${folder}`, ...asRoot, "--auth-root-authentication-method=normal", "--skip-test-db"],
    { encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr ?? ""}${made.error?.message ?? ""}`);
  const args = ["--no-defaults", `--datadir=${folder}`, ...asRoot, `--port=${port}`, "--bind-address=127.0.0.1"];
  args.push(`--socket=${join(folder, "socket")}`, `--pid-file=${join(folder, "pid")}`);
  return serve("mariadbd", program("NIGHTBOOK_MARIADBD"), args, port, folder);
}
