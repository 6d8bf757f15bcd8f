import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { type PrivateServer, startMariaDB, startRedis } from "./private-server";

let server: PrivateServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** Sends one Redis command and returns the first answer. */
function redis(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${command}\r\n`));
    socket.once("data", (data) => {
      resolve(data.toString().trim());
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describe("servers that the tests start for themselves", () => {
  it("Redis answers on loopback and leaves nothing behind", async () => {
    server = await startRedis();
    expect(await redis(server.port, "PING")).toBe("+PONG");
    expect(await redis(server.port, "CONFIG GET bind")).toContain("*2");
    await server.stop();
    expect(existsSync(server.folder)).toBe(false);
    await expect(redis(server.port, "PING")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("MariaDB keeps a row", async () => {
    server = await startMariaDB();
    const ask = (sql: string) =>
      spawnSync("mariadb", ["--no-defaults", "-h127.0.0.1", `-P${server?.port}`, "-uroot", "-N", "-e", sql], {
        encoding: "utf8",
      });
    const made = ask("create database night; create table night.exposures (id int primary key, j json)");
    expect(made.stderr).toBe("");
    ask(`insert into night.exposures values (1, '{"airmass": 1.2}')`);
    expect(ask("select json_value(j, '$.airmass') from night.exposures").stdout.trim()).toBe("1.2");
  }, 60_000);
});
