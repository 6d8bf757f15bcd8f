import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { LedgerFile } from "../../../src/notebook/run-folder/ledger-file.node";

const folder = () => mkdtempSync(join(tmpdir(), "nightbook-ledger-"));
const block = (i: number, length = 1000) => new Uint8Array(length).fill(i);

async function readAll(file: LedgerFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let part = await file.read(); part !== null; part = await file.read()) parts.push(part);
  return Buffer.concat(parts);
}

describe("a ledger in a file", () => {
  it("is read to its end, cut, and appended to in order", async () => {
    const path = join(folder(), "run.nsl");
    const stored = Buffer.from(Array.from({ length: 600_000 }, (_, i) => i % 251));
    writeFileSync(path, stored);
    const file = await LedgerFile.open(path);
    expect((await readAll(file)).equals(stored)).toBe(true);
    await file.truncate(100_000);
    await Promise.all(Array.from({ length: 200 }, (_, i) => file.append(block(i))));
    await file.flush();
    const expected = Buffer.concat([stored.subarray(0, 100_000), ...Array.from({ length: 200 }, (_, i) => block(i))]);
    expect(readFileSync(path).equals(expected)).toBe(true);
    await file.close();
  });

  it("has in the file what was appended, soon and without being asked", async () => {
    const path = join(folder(), "run.nsl");
    const file = await LedgerFile.open(path);
    await file.truncate(0);
    await file.append(block(7));
    const deadline = Date.now() + 20_000;
    while (readFileSync(path).length < 1000 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 5));
    expect(readFileSync(path).length).toBe(1000);
    await file.close();
  });

  it("makes whoever appends wait when the disk cannot follow", async () => {
    const path = join(folder(), "run.nsl");
    const file = await LedgerFile.open(path);
    await file.truncate(0);
    const size = 2 ** 23;
    let answered = 0;
    const appended = [1, 2, 3].map((i) => file.append(block(i, size)).then(() => answered++));
    for (let i = 0; i < 5; i++) await null;
    expect(answered).toBe(2);
    await Promise.all(appended);
    await file.close();
    expect(readFileSync(path).length).toBe(3 * size);
  });

  it("keeps nothing that comes after it was closed", async () => {
    const path = join(folder(), "run.nsl");
    const file = await LedgerFile.open(path);
    await file.append(block(1));
    await file.close();
    await file.append(block(2));
    await file.close();
    expect(readFileSync(path).length).toBe(1000);
  });

  it("that cannot be opened or written says so in one line", async () => {
    const place = folder();
    mkdirSync(join(place, "run.nsl"));
    await expect(LedgerFile.open(join(place, "run.nsl"))).rejects.toMatchObject({
      code: "FILE_UNWRITABLE",
      place: { path: join(place, "run.nsl") },
    });
    const file = await LedgerFile.open(join(place, "other.nsl"));
    await (file as unknown as { handle: { close(): Promise<void> } }).handle.close();
    await file.append(block(1));
    await expect(file.flush()).rejects.toMatchObject({ code: "FILE_UNWRITABLE", hint: expect.stringMatching(/kept/) });
    await expect(file.append(block(1))).rejects.toMatchObject({ code: "FILE_UNWRITABLE" });
  });
});
