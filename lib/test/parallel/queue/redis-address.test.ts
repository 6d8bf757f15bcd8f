import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { queueAddress, RedisAddress } from "../../../src/parallel/queue/redis-address.node";

describe("the address of a queue", () => {
  it("tells host, port, database and encryption", () => {
    const { host, port, db, encrypted } = RedisAddress.parse("rediss://me:p%40ss@sky.example:7000/3");
    expect({ host, port, db, encrypted }).toEqual({ host: "sky.example", port: 7000, db: 3, encrypted: true });
    expect(RedisAddress.parse("redis://me:p%40ss@sky.example").credentials()).toEqual({
      username: "me",
      password: "p@ss",
    });
    expect(`${RedisAddress.parse(" redis://localhost ")}`).toBe("localhost:6379");
    expect(`${RedisAddress.parse("redis://[::1]:7000")}`).toBe("[::1]:7000");
  });

  it.each(["localhost:6379", "http://localhost", "redis://localhost/nights", "", "redis://:hunter2@host:x"])(
    "is refused without being repeated: %s",
    (text) => {
      const parse = () => RedisAddress.parse(text);
      expect(parse).toThrow(expect.objectContaining({ code: "QUEUE_ADDRESS" }));
      expect(parse).not.toThrow(/hunter2|nights/);
    },
  );

  it("must have a password where other machines can reach it", () => {
    for (const own of ["localhost", "127.0.0.1", "127.8.0.1", "[::1]"]) RedisAddress.parse(`redis://${own}`);
    for (const open of ["10.0.0.1", "sky.example", "127.evil.example", "localhost.example"]) {
      expect(() => RedisAddress.parse(`redis://${open}`)).toThrow(/has no password/);
      RedisAddress.parse(`redis://:secret@${open}`);
      RedisAddress.parse(`redis://${open}`, { insecure: true });
    }
  });

  it("keeps its password to itself", () => {
    const address = RedisAddress.parse("redis://me:hunter2@localhost");
    expect(`${address} ${JSON.stringify(address)} ${inspect(address, { showHidden: true, depth: 5 })}`).not.toMatch(
      /hunter2/,
    );
  });

  it("comes from the flag or else from the environment", () => {
    const before = process.env["NIGHTBOOK_QUEUE"];
    process.env["NIGHTBOOK_QUEUE"] = "redis://a";
    expect([queueAddress("redis://b"), queueAddress()]).toEqual(["redis://b", "redis://a"]);
    process.env["NIGHTBOOK_QUEUE"] = "";
    expect(queueAddress()).toBeUndefined();
    if (before === undefined) delete process.env["NIGHTBOOK_QUEUE"];
    else process.env["NIGHTBOOK_QUEUE"] = before;
  });
});
