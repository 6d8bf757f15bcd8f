import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isNightbookError, type NightbookError } from "../../../src/core/errors";
import { type PickleLimits, type PickleValue, readPickle } from "../../../src/ingest/pickle";

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const trajectory = new Uint8Array(
  readFileSync(join(__dirname, "../../../../notebooks/data/meteor/20191023_091225_trajectory.pickle")),
);
const fixtures = (
  JSON.parse(gunzipSync(readFileSync(join(__dirname, "fixtures/pickles.json.gz"))).toString()).cases as {
    name: string;
    pickle: string;
  }[]
).map(({ name, pickle }) => ({ name, bytes: new Uint8Array(Buffer.from(pickle, "base64")) }));

/** Full counts with `NIGHTBOOK_LONG=1`; else the fraction of them that a quick run affords. */
const long = process.env["NIGHTBOOK_LONG"] === "1";

/** The error that reading ends in; undefined when the bytes are read. */
function failure(bytes: Uint8Array, limits?: PickleLimits): NightbookError | undefined {
  try {
    readPickle(bytes, limits);
    return undefined;
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    expect(error.code).toMatch(/^PICKLE_(TRUNCATED|DAMAGED|UNSUPPORTED|TOO_LARGE|FORBIDDEN_CALL)$/);
    expect(error.place.offset).toBeGreaterThanOrEqual(0);
    expect(error.place.offset).toBeLessThanOrEqual(bytes.length);
    expect(error.hint).toBeTruthy();
    expect(error.oneLine()).not.toContain("\n");
    return error;
  }
}

describe("a truncated pickle", () => {
  /** Cuts at every `step`-th byte that are not told as such. */
  function untold(bytes: Uint8Array, step: number): string[] {
    const found: string[] = [];
    for (let length = 0; length < bytes.length; length += step) {
      try {
        readPickle(bytes.subarray(0, length));
        found.push(`${length}: read`);
      } catch (error) {
        const { code, place } = error as NightbookError;
        if (code !== "PICKLE_TRUNCATED" || !(place.offset! <= length)) found.push(`${length}: ${String(error)}`);
      }
    }
    return found;
  }

  it(`of the real event is told as such, cut at every ${long ? "" : "29th "}byte`, () => {
    expect(untold(trajectory, long ? 1 : 29)).toEqual([]);
  });

  it("of any kind of value is told as such, cut at every byte", () => {
    const short = fixtures.filter(({ bytes }) => bytes.length < (long ? 3000 : 700));
    expect(short.length).toBeGreaterThan(300);
    for (const { name, bytes } of short) expect([name, untold(bytes, 1)]).toEqual([name, []]);
  });

  it("says where and what to do on one line", () => {
    expect(failure(trajectory.subarray(0, 30))?.at({ path: "a.pickle" }).oneLine()).toBe(
      "a.pickle, byte 2: Cannot read the pickle: it ends inside a name (no end of line). " +
        "Copy the file again from its source: a part of it is missing.",
    );
    expect(failure(new Uint8Array(0))?.message).toContain("the file is empty");
  });
});

describe("a pickle that calls functions", () => {
  it.each([
    ["os.system", "cos\nsystem\n(S'echo x'\ntR."],
    ["os.system", "\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04echo\x85R."],
    ["posix.system", "cposix\nsystem\n."],
    ["nt.system", "cnt\nsystem\n."],
    ["os.path.join", "cos.path\njoin\n."],
    ["subprocess.Popen", "(isubprocess\nPopen\n."],
    ["builtins.eval", "cbuiltins\neval\n(S'1'\ntR."],
    ["__builtin__.exec", "c__builtin__\nexec\n."],
    ["builtins.getattr", "cbuiltins\ngetattr\n."],
    ["builtins.__import__", "cbuiltins\n__import__\n."],
    ["builtins.open", "cbuiltins\nopen\n."],
    ["io.open", "cio\nopen\n."],
    ["importlib.import_module", "cimportlib\nimport_module\n."],
    ["sys.modules", "csys\nmodules\n."],
    ["socket.socket", "csocket\nsocket\n)\x81."],
    ["runpy.run_path", "crunpy\nrun_path\n."],
    ["ctypes.CDLL", "cctypes\nCDLL\n."],
    ["shutil.rmtree", "cshutil\nrmtree\n."],
    ["types.FunctionType", "ctypes\nFunctionType\n."],
  ])("%s is refused with its name and place", (name, pickle) => {
    const error = failure(ascii(pickle));
    expect(error?.code).toBe("PICKLE_FORBIDDEN_CALL");
    expect(error?.message).toContain(name);
    expect(pickle.slice(error?.place.offset)).toMatch(/^[ci\x93]/);
  });

  it("leaves other names as records, exceptions and types included", () => {
    for (const name of [
      "operator\nattrgetter",
      "builtins\nValueError",
      "builtins\nrange",
      "decimal\nDecimal",
      "album\neval",
    ]) {
      expect(readPickle(ascii(`c${name}\n(K\x01tR.`))).toMatchObject({ class: name.replace("\n", "."), args: [1] });
    }
  });
});

describe("a hostile pickle", () => {
  it.each<[string, string, string]>([
    ["BINBYTES8 of 2^60 bytes", "\x8e\0\0\0\0\0\0\0\x10.", "PICKLE_TRUNCATED"],
    ["BYTEARRAY8 of 2^63 bytes", "\x96\0\0\0\0\0\0\0\x80.", "PICKLE_TRUNCATED"],
    ["LONG4 of 2^31 − 1 bytes", "\x8b\xff\xff\xff\x7f.", "PICKLE_TRUNCATED"],
    ["LONG4 of negative length", "\x8b\0\0\0\x80.", "PICKLE_DAMAGED"],
    ["BINSTRING of negative length", "T\xff\xff\xff\xff.", "PICKLE_DAMAGED"],
    ["a frame beyond the end", "\x80\x04\x95\xff\0\0\0\0\0\0\0N.", "PICKLE_TRUNCATED"],
    ["protocol 6", "\x80\x06N.", "PICKLE_UNSUPPORTED"],
    ["a persistent id", "Pkey\n.", "PICKLE_UNSUPPORTED"],
    ["a binary persistent id", "K\x01Q.", "PICKLE_UNSUPPORTED"],
    ["an extension", "\x82\x01.", "PICKLE_UNSUPPORTED"],
    ["out-of-band data", "\x97.", "PICKLE_UNSUPPORTED"],
    ["an unknown instruction", "N\xff.", "PICKLE_DAMAGED"],
    ["a JSON file", '{"a": 1}', "PICKLE_DAMAGED"],
    ["a memo number never stored", "h\x05.", "PICKLE_DAMAGED"],
    ["nothing to return", ".", "PICKLE_DAMAGED"],
    ["a group without beginning", "t.", "PICKLE_DAMAGED"],
    ["values below a mark", "K\x01(\x85.", "PICKLE_DAMAGED"],
    ["a key without a value", "(K\x01d.", "PICKLE_DAMAGED"],
    ["keys set in a number", "K\x01K\x02K\x03s.", "PICKLE_DAMAGED"],
    ["a call of a number", "K\x01)R.", "PICKLE_DAMAGED"],
    ["arguments that are no tuple", "calbum\nPhoto\nK\x01R.", "PICKLE_DAMAGED"],
    ["attributes of a number", "K\x01}b.", "PICKLE_DAMAGED"],
    ["text that is not UTF-8", "X\x02\0\0\0\xc3\x28.", "PICKLE_DAMAGED"],
    ["overlong UTF-8", "X\x02\0\0\0\xc0\x80.", "PICKLE_DAMAGED"],
    ["a string without quotes", "Sabc\n.", "PICKLE_DAMAGED"],
    ["a malformed escape", "V\\u12\n.", "PICKLE_DAMAGED"],
    ["a number that is none", "Fabc\n.", "PICKLE_DAMAGED"],
    ["an integer that is none", "I0x10\n.", "PICKLE_DAMAGED"],
    ["an integer of a million digits", `L${"9".repeat(1e6)}L\n.`, "PICKLE_TOO_LARGE"],
    ["a numpy type that does not exist", "cnumpy\ndtype\nU\x02q9\x85R.", "PICKLE_DAMAGED"],
  ])("%s", (_, pickle, code) => {
    expect(failure(ascii(pickle))?.code).toBe(code);
  });

  const arrayOf = (shape: string, code: string, content: string): Uint8Array =>
    ascii(
      "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R" +
        `(K\x01${shape}cnumpy\ndtype\nU${String.fromCharCode(code.length)}${code}\x85R\x89${content}tb.`,
    );

  it.each([
    ["a shape that is too large for its bytes", "J\xff\xff\xff\x7f\x85", "f8", "U\x01x"],
    ["a shape whose product overflows", `${"(" + "J\xff\xff\xff\x7f".repeat(40)}t`, "f8", "U\0"],
    ["a shape that overflows with elements of no size", `${"(" + "J\xff\xff\xff\x7f".repeat(40)}t`, "U0", "U\0"],
    ["a billion elements of no size", "J\0\xca\x9a\x3b\x85", "U0", "U\0"],
    ["a negative shape", "J\xff\xff\xff\xff\x85", "f8", "U\0"],
    ["a thousand dimensions", `(${"K\x01".repeat(1000)}t`, "u1", "U\x01x"],
    ["objects given as bytes", "K\x01\x85", "O", "U\x08\0\0\0\0\0\0\0\0"],
    ["a shape of text", "U\x01x\x85", "f8", "U\0"],
  ])("a numpy array with %s", (_, shape, code, content) => {
    expect(failure(arrayOf(shape, code, content))?.code).toMatch(/^PICKLE_(DAMAGED|TOO_LARGE)$/);
  });

  it("cannot multiply its memory by copying one value again and again", () => {
    const items = 20_000;
    const copies = 20_000;
    const list = `](${"N".repeat(items)}eq\0\x85q\x010`;
    expect(failure(ascii(`${list}cbuiltins\nset\nq\x02(${"h\x02h\x01R".repeat(copies)}t.`))?.code).toBe(
      "PICKLE_TOO_LARGE",
    );
    const text = `X\x20\x4e\0\0${"a".repeat(20_000)}U\x06latin1\x86q\x000`;
    expect(failure(ascii(`${text}c_codecs\nencode\nq\x01(${"h\x01h\0R".repeat(copies)}t.`))?.code).toBe(
      "PICKLE_TOO_LARGE",
    );
  });

  it("cannot hold more objects than allowed", () => {
    expect(failure(ascii(`(${"]".repeat(100)}t.`), { maxObjects: 100 })?.code).toBe("PICKLE_TOO_LARGE");
    expect(failure(ascii(`(${"]".repeat(100)}t.`), { maxObjects: 101 })).toBeUndefined();
    expect(failure(ascii(`(${"}".repeat(3_000_000)}t.`))?.code).toBe("PICKLE_TOO_LARGE");
  });

  it("names an option only where there is one", () => {
    expect(failure(ascii("]]."), { maxObjects: 1 })?.hint).toContain("raise maxObjects in the options of readPickle");
    const long = ascii(`\x8b\x01\0\x10\0${"\x01".repeat(2 ** 20 + 1)}.`);
    for (const pickle of [long, ascii(`L${"9".repeat(5000)}L\n.`)]) {
      const error = failure(pickle);
      expect(error?.code).toBe("PICKLE_TOO_LARGE");
      expect(error?.hint).toMatch(/^The file is damaged or was made to do harm/);
    }
  });

  it("cannot write to the terminal", () => {
    const names = ["cos\nsystem\x1b[2J\n.", "cos\x9b2J\nsystem\n.", "cos\rok\nPhoto\nK\x01R.", "ca\x07\nb\nK\x01R."];
    for (const name of names) expect(failure(ascii(name))?.message ?? "").not.toMatch(/\p{Cc}/u);
    expect(failure(ascii("calbum\nPho\x1bto\nK\x01R."))?.message).toContain("album.Pho\\x1bto");
    expect(failure(ascii("cnumpy\ndtype\nU\x03q\x1b9\x85R."))?.oneLine()).toContain("numpy type q\\x1b9.");
  });

  it("may nest deeply or expand exponentially on paper: neither costs anything", () => {
    const depth = 300_000;
    let value = readPickle(ascii(`${"]".repeat(depth)}${"a".repeat(depth - 1)}.`)) as PickleValue[];
    let levels = 1;
    while (value.length > 0) {
      value = value[0] as PickleValue[];
      levels++;
    }
    expect(levels).toBe(depth);
    // Each list holds the one before twice: 2^200 leaves, 200 objects.
    const expanding = `]${"q\x000]h\0ah\0a".repeat(200)}`;
    expect(failure(ascii(`${expanding}.`))).toBeUndefined();
    // Also where the name of an encoding is expected.
    expect(readPickle(ascii(`c_codecs\nencode\n(U\x01a${expanding}tR.`))).toMatchObject({ class: "_codecs.encode" });
  });
});

describe("random damage", () => {
  const runs = long ? 20_000 : 1_500;

  it("of the real file is read or refused, never worse", () => {
    const place = fc.nat(trajectory.length - 1);
    const change = fc.tuple(place, fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const damaged = trajectory.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        failure(damaged);
      }),
      { numRuns: runs / 10 },
    );
  });

  it("of every kind of value is read or refused, never worse", () => {
    const change = fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom("replace", "insert", "remove", "repeat"));
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        ({ bytes }, changes) => {
          const damaged = [...bytes];
          for (const [place, byte, how] of changes) {
            const at = place % damaged.length;
            if (how === "replace") damaged[at] = byte;
            else if (how === "insert") damaged.splice(at, 0, byte);
            else if (how === "remove" && damaged.length > 1) damaged.splice(at, 1);
            else if (how === "repeat") damaged.splice(at, 0, ...damaged.slice(at, at + (byte & 31)));
          }
          failure(Uint8Array.from(damaged));
        },
      ),
      { numRuns: runs },
    );
  });

  it("without any pickle in it is read or refused, never worse", () => {
    const opcodes = ascii(
      "(012FIJKLMNPQRSTUVXabcdghijloqrstu)]}eG\x80\x81\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8f\x90\x91\x92\x93\x94\x95\x96BC.",
    );
    const byte = fc.oneof(fc.constantFrom(...opcodes), fc.nat(255), fc.nat(3));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
        failure(Uint8Array.from(bytes));
      }),
      { numRuns: 4 * runs },
    );
  });
});
