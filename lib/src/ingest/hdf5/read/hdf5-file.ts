import { type Displayable, displaySymbol, type MimeBundle } from "../../../core/display";
import type { ByteSource } from "../../fits/byte-source";
import { memorySource } from "../../fits/byte-source";
import { asked } from "./ask-library";
import type { AttributeValue } from "./attribute-values";
import { hdf5Error } from "./hdf5-error";
import { loadHdf5Library } from "./hdf5-library";
import { LibraryFile, type OpenHdf5Options } from "./open-library-file";
import { Hdf5StoredArray } from "./stored-array";
import { Hdf5StoredTable } from "./stored-table";
import { treeBundle } from "./tree-display";
import { cellType } from "./value-type";

/** A link that leads out of the file, or nowhere, or a named datatype: nothing that can be read. */
export interface Hdf5Other {
  readonly kind: "other";
  readonly path: string;
  readonly name: string;
  /** What it is, in words. */
  readonly label: string;
}

/** What a group may hold. */
export type Hdf5Object = Hdf5StoredGroup | Hdf5StoredArray | Hdf5StoredTable | Hdf5Other;

// What the library says that is behind a name.
const [groupObject, datasetObject, typeObject, softLink] = [0, 1, 2, 3];

/** Groups within groups beyond this depth are taken for a circle. */
const mostDepth = 64;

/** A group of a file. It draws itself as the tree of what it holds. */
export class Hdf5StoredGroup implements Displayable {
  readonly kind = "group";
  #attributes: Readonly<Record<string, AttributeValue>> | undefined;
  #names: readonly string[] | undefined;

  constructor(
    protected readonly file: LibraryFile,
    /** From the root, for example `/Photons`. */
    readonly path: string,
  ) {}

  /** The last part of the path; empty for the root. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** Attributes by name; each is read when it is asked for first. */
  get attributes(): Readonly<Record<string, AttributeValue>> {
    this.#attributes ??= this.file.attributes(this.path);
    return this.#attributes;
  }

  /** Names of what the group holds. */
  get names(): readonly string[] {
    const { library, id } = this.file;
    this.#names ??= asked(library, "what it holds cannot be listed", this.path, () =>
      library.get_names(id, this.path, false),
    );
    return this.#names;
  }

  /**
   * What lies at a path, from this group on or, with a slash in front, from the root.
   * @throws {NightbookError} `HDF5_MISSING`, `HDF5_DAMAGED`
   */
  get(path: string): Hdf5Object {
    if (!this.file.isOpen) throw new RangeError(`The HDF5 file was closed: ${path}`);
    let here: Hdf5StoredGroup = path.startsWith("/") ? new Hdf5StoredGroup(this.file, "/") : this;
    const names = path.split("/").filter((name) => name !== "");
    for (const [i, name] of names.entries()) {
      const next = here.member(name);
      if (i === names.length - 1) return next;
      if (next.kind !== "group") throw hdf5Error("HDF5_MISSING", `${next.path} is no group`);
      here = next;
    }
    return here;
  }

  /** The table at a path; the only or first one below this group when none is named. */
  table(path?: string): Hdf5StoredTable {
    const found = path === undefined ? this.#first("table") : this.get(path);
    if (found?.kind === "table") return found;
    throw hdf5Error("HDF5_MISSING", path === undefined ? "it holds no table" : `${found?.path} is no table`);
  }

  /** The array at a path; the only or first one below this group when none is named. */
  array(path?: string): Hdf5StoredArray {
    const found = path === undefined ? this.#first("array") : this.get(path);
    if (found?.kind === "array") return found;
    throw hdf5Error("HDF5_MISSING", path === undefined ? "it holds no array" : `${found?.path} is no array`);
  }

  /** What the group holds, and what the groups in it hold, each group before its members. */
  *walk(depth = 0): Generator<Hdf5Object> {
    if (depth > mostDepth) return;
    for (const name of this.names) {
      const member = this.member(name);
      yield member;
      if (member.kind === "group") yield* member.walk(depth + 1);
    }
  }

  #first(kind: Hdf5Object["kind"]): Hdf5Object | undefined {
    for (const object of this.walk()) if (object.kind === kind) return object;
    return undefined;
  }

  /** What bears a name in this group. */
  member(name: string): Hdf5Object {
    const { library, id } = this.file;
    const path = this.path === "/" ? `/${name}` : `${this.path}/${name}`;
    if (!this.names.includes(name)) {
      const names = this.names.slice(0, 12).join(", ") + (this.names.length > 12 ? ", …" : "");
      const hint = names === "" ? "The group is empty" : `There are ${names}`;
      throw hdf5Error("HDF5_MISSING", `there is no ${name}`, { part: this.path }, hint);
    }
    return asked(library, "it cannot be opened", path, () => {
      const type = library.get_type(id, path);
      if (type === groupObject) return new Hdf5StoredGroup(this.file, path);
      if (type === datasetObject) {
        const metadata = library.get_dataset_metadata(id, path);
        const isTable = cellType(metadata).kind === "compound";
        return new (isTable ? Hdf5StoredTable : Hdf5StoredArray)(this.file, path, metadata);
      }
      return { kind: "other", path, name, label: this.#otherLabel(type, path) };
    });
  }

  #otherLabel(type: number, path: string): string {
    const { library, id } = this.file;
    if (type === typeObject) return "named datatype";
    if (type === softLink) return `link to ${library.get_symbolic_link(id, path)}, which is not there`;
    const { filename, obj_path } = library.get_external_link(id, path);
    return `link to ${obj_path} of the file ${filename}`;
  }

  [displaySymbol](): MimeBundle {
    return treeBundle(this);
  }
}

/** Something that reads bytes in parts, and may have to be closed at last. */
export interface Hdf5Source extends ByteSource {
  close?(): void;
}

/** An HDF5 file that is open for reading, and its root group. It draws itself as the tree of what it holds. */
export class Hdf5File extends Hdf5StoredGroup {
  readonly #closeSource: () => void;

  constructor(file: LibraryFile, closeSource: () => void) {
    super(file, "/");
    this.#closeSource = closeSource;
  }

  /** Closes the file; what was not read before can no longer be read. */
  close(): void {
    if (!this.file.isOpen) return;
    try {
      this.file.close();
    } finally {
      this.#closeSource();
    }
  }
}

/**
 * Opens an HDF5 file: what it holds is listed and read when it is asked for, and only the parts of the source that are
 * needed. Links into other files are not followed.
 *
 * @param source the bytes, or something that reads them in parts, which is closed together with the file
 * @returns the file; {@link Hdf5File.close} frees what it takes
 * @throws {NightbookError} `HDF5_NOT_HDF5`, `HDF5_DAMAGED`
 * @see [HDFGroup2024]
 *
 * @example
 * ```ts
 * import { openHdf5, writeHdf5 } from "nightbook/ingest";
 *
 * const bytes = writeHdf5({
 *   members: { photons: { columns: [{ name: "time", unit: "us", values: Uint32Array.of(3, 8, 9) }] } },
 * });
 * const file = await openHdf5(bytes);
 * const { unit, values } = file.table("/photons").column("time", { start: 1 });
 * file.close();
 * unit; // => "us"
 * values; // => Uint32Array.of(8, 9)
 * ```
 */
export async function openHdf5(source: Uint8Array | Hdf5Source, options: OpenHdf5Options = {}): Promise<Hdf5File> {
  const library = await loadHdf5Library(options.anotherLibrary);
  const bytes: Hdf5Source = "read" in source ? source : memorySource(source);
  return new Hdf5File(LibraryFile.open(library, bytes, options), () => bytes.close?.());
}
