import type { ByteSource } from "../../fits/byte-source";
import { asked } from "./ask-library";
import { type AttributeValue, attributeValue } from "./attribute-values";
import { guardedSource } from "./guarded-source";
import { hdf5Error } from "./hdf5-error";
import { type FilterModules, type Hdf5Library, type LibraryFactory, mountSource } from "./hdf5-library";
import { roomOfFile, usualRoom } from "./memory-room";

/** Memory that reading may take when nothing is said: what a zlib stream of this length can become, and some more. */
const usualAllowance = (fileBytes: number): number => Math.min(2 ** 32, 2 ** 26 + 1032 * fileBytes);

/** Options of opening an HDF5 file. */
export interface OpenHdf5Options {
  /** Most bytes that one reading may give; by default 64 MiB and 1032 times the length of the file, at most 4 GiB. */
  readonly maxBytes?: number;
  /** Modules of filters that are no part of HDF5, asked for by name, for example `blosc`. */
  readonly filters?: FilterModules;
  /**
   * Makes an HDF5 library that nobody else uses, and another one when damaged files have worn it; without it that of
   * the package h5wasm, which others may use too, serves all along.
   */
  readonly anotherLibrary?: LibraryFactory;
}

/** An HDF5 file that the library has open. */
export class LibraryFile {
  readonly maxBytes: number;
  readonly filters: FilterModules;
  #isOpen = true;

  private constructor(
    readonly library: Hdf5Library,
    readonly id: bigint,
    private readonly unmount: () => void,
    private readonly fileBytes: number,
    private readonly options: OpenHdf5Options,
  ) {
    this.maxBytes = options.maxBytes ?? usualAllowance(fileBytes);
    this.filters = options.filters ?? (() => undefined);
  }

  /** @throws {NightbookError} `HDF5_NOT_HDF5`, `HDF5_DAMAGED` */
  static open(library: Hdf5Library, source: ByteSource, options: OpenHdf5Options): LibraryFile {
    if (!beginsSomewhere(source)) throw hdf5Error("HDF5_NOT_HDF5", "there is no signature of HDF5 in it");
    library.openFiles++;
    library.room.most = Math.max(roomOf(library, options), library.room.most);
    const { path, unmount } = mountSource(library, guardedSource(source));
    try {
      const id = asked(library, "it cannot be opened", undefined, () =>
        library.open(path, 0, false, library.H5F_LIBVER_EARLIEST, library.H5F_LIBVER_LATEST),
      );
      return new LibraryFile(library, id, unmount, source.size, options);
    } catch (error) {
      library.openFiles--;
      unmount();
      throw error;
    }
  }

  /** @throws {Error} when the file was closed */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      asked(this.library, "it cannot be closed", undefined, () => this.library.close_file(this.id));
    } finally {
      this.library.openFiles--;
      this.unmount();
    }
  }

  /** @throws {NightbookError} `HDF5_TOO_LARGE` when reading would take more memory than is allowed */
  allow(bytes: number, part: string): void {
    if (bytes <= this.maxBytes) return;
    throw hdf5Error("HDF5_TOO_LARGE", `${bytes} bytes would be needed, more than ${this.maxBytes}`, { part });
  }

  /**
   * Lets the library take memory beside what it needs anyway.
   * @param isVariable lists and texts come, too, which may fill the file
   */
  makeRoom(bytes: number, isVariable: boolean): void {
    const { room } = this.library;
    room.most = Math.min(2 ** 31, roomOf(this.library, this.options) + bytes + (isVariable ? 2 * this.fileBytes : 0));
  }

  /** The attributes of an object; each is read when it is asked for first. */
  attributes(path: string): Readonly<Record<string, AttributeValue>> {
    const names = asked(this.library, "its attributes cannot be listed", path, () =>
      this.library.get_attribute_names(this.id, path),
    );
    const values: Record<string, AttributeValue> = Object.create(null);
    // Damage can give two attributes one name; the library finds the first.
    for (const name of new Set(names)) {
      let value: AttributeValue | undefined;
      const get = () => {
        value ??= attributeValue(this.library, this.id, path, name);
        return value;
      };
      Object.defineProperty(values, name, { get, enumerable: true });
    }
    return values;
  }
}

/** What the library may take anyway: where none can replace it, it must cope with what damage has left behind. */
function roomOf({ HEAPU8, openFiles }: Hdf5Library, { anotherLibrary }: OpenHdf5Options): number {
  const own = usualRoom + openFiles * roomOfFile;
  return anotherLibrary ? own : own + HEAPU8.length;
}

/** The signature stands at the begin, or behind 512, 1024, 2048, … bytes of something else. */
function beginsSomewhere(source: ByteSource): boolean {
  const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
  for (let at = 0; at + 8 <= source.size; at = at === 0 ? 512 : 2 * at) {
    const bytes = source.read(at, 8);
    if (signature.every((byte, i) => bytes[i] === byte)) return true;
  }
  return false;
}
