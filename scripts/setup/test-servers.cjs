"use strict";
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { run, say } = require("./steps.cjs");

/** What the tests drive, the program that proves it is there, and its Debian package. */
const servers = [
  {
    name: "Chromium",
    programs: ["chromium", "chromium-browser", "google-chrome"],
    debian: "chromium",
    override: "NIGHTBOOK_CHROMIUM",
  },
  { name: "Redis", programs: ["redis-server"], debian: "redis-server" },
  { name: "MariaDB", programs: ["mariadbd", "mysqld"], debian: "mariadb-server" },
];

/** Full path of the first program that exists, `/usr/sbin` included: Debian keeps servers there. */
function findProgram({ programs, override }) {
  if (override && process.env[override]) return process.env[override];
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin", "/sbin"];
  for (const program of programs) {
    for (const folder of folders) if (folder && existsSync(`${folder}/${program}`)) return `${folder}/${program}`;
  }
  return undefined;
}

function mayUseApt() {
  return process.env.NIGHTBOOK_NO_APT !== "1" && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/**
 * Installs the servers that the tests need where that is allowed (Debian-like, as root).
 * @returns path of each program by name; a missing one is absent and has been announced loudly
 */
function installTestServers() {
  const missing = servers.filter((server) => findProgram(server) === undefined);
  if (missing.length > 0 && mayUseApt()) {
    const packages = missing.map((server) => server.debian);
    say(`- Installing for the tests, from Debian: ${packages.join(", ")}`);
    // Debian starts a freshly installed server; the tests want private ones only.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2], env });
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      env,
      quiet: true,
      cause: `apt-get could not install ${packages.join(", ")}`,
      remedy: "Install them by hand, or set NIGHTBOOK_NO_APT=1 to go on without them",
    });
  }
  const found = {};
  for (const server of servers) {
    const path = findProgram(server);
    if (path) found[server.name] = path;
    else
      say(
        `\n*** ${server.name} is not installed: its tests are SKIPPED. On Debian: apt-get install ${server.debian} ***\n`,
      );
  }
  return found;
}

module.exports = { installTestServers, findProgram, servers };
