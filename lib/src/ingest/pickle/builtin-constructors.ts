import { bytesOf, type ConstructionSite, type Constructor } from "./construction-site";
import { pickleError } from "./pickle-error";
import { encodeLatin1, encodeUtf8 } from "./text";
import { PickleFrozenSet, PickleGlobal, PickleObject, PickleTuple, type PickleValue } from "./value";

export const reconstructObject: Constructor = ([type, base, state]) => {
  if (!(type instanceof PickleGlobal)) return undefined;
  const plain = base instanceof PickleGlobal && base.name === "object";
  return new PickleObject(type.path, plain || state === undefined ? [] : [state]);
};

export const newObject: Constructor = ([type, ...args]) =>
  type instanceof PickleGlobal ? new PickleObject(type.path, args) : undefined;

export const encode: Constructor = ([text, encoding = "utf8"], { allowance, offset }) => {
  if (typeof text !== "string" || typeof encoding !== "string") return undefined;
  allowance.spend(text.length + encoding.length, offset);
  const name = encoding.toLowerCase().replace(/[-_]/g, "");
  if (name === "utf8") return encodeUtf8(text);
  const highest = name === "latin1" || name === "iso88591" ? 0xff : name === "ascii" ? 0x7f : undefined;
  if (highest === undefined)
    throw pickleError("PICKLE_UNSUPPORTED", offset, `bytes are written in the encoding ${encoding.slice(0, 20)}`);
  const bytes = encodeLatin1(text, highest);
  if (bytes === undefined)
    throw pickleError("PICKLE_DAMAGED", offset, `a character does not fit its encoding, ${encoding}`);
  return bytes;
};

export const byteString: Constructor = ([content], site) => {
  if (content === undefined) return new Uint8Array(0);
  const bytes = bytesOf(content, site);
  if (bytes === undefined) return undefined;
  site.allowance.spend(bytes.length, site.offset);
  return bytes.slice();
};

/** The elements of a list or tuple that a constructor copies. */
function elements(
  args: readonly PickleValue[],
  { allowance, offset }: ConstructionSite,
): readonly PickleValue[] | undefined {
  const [content] = args;
  const items =
    content === undefined
      ? []
      : Array.isArray(content)
        ? content
        : content instanceof PickleTuple
          ? content.items
          : undefined;
  if (items !== undefined) allowance.spend(32 * items.length, offset);
  return items;
}

export const list: Constructor = (args, site) => elements(args, site)?.slice();

export const tuple: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new PickleTuple(items.slice());
};

export const set: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new Set(items);
};

export const frozenSet: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new PickleFrozenSet(new Set(items));
};

export const dictionary: Constructor = (args, site) => {
  const pairs = elements(args, site);
  if (pairs === undefined) return undefined;
  const result = new Map<PickleValue, PickleValue>();
  for (const pair of pairs) {
    const entry = Array.isArray(pair) ? pair : pair instanceof PickleTuple ? pair.items : [];
    if (entry.length !== 2) return undefined;
    result.set(entry[0], entry[1]);
  }
  return result;
};

export const defaultDictionary: Constructor = (args, site) => dictionary(args.slice(1), site);

export const complex: Constructor = ([re, im = 0]) =>
  typeof re === "number" && typeof im === "number" ? { kind: "complex", re, im } : undefined;

/** A number type called with a number: subclasses reduce to this. */
export const number: Constructor = (args) => {
  const [value] = args;
  return args.length === 1 && (typeof value === "number" || typeof value === "bigint") ? value : undefined;
};
