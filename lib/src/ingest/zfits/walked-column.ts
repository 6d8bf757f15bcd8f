import { rowValue, type TileColumn } from "./tile-column";

/** One column of the tile that rows are taken from: unpacked, or what unpacks it when it is first asked for. */
export interface WalkedColumn {
  name: string;
  /** Names of the messages that it lies in, and its own. */
  path: readonly string[];
  unpacked?: TileColumn;
  unpack?(): TileColumn;
}

/** Sets the value of a row. That of a column which is not unpacked is found when it is first looked at. */
export function setValue(target: Record<string, unknown>, name: string, column: WalkedColumn, row: number): void {
  if (column.unpacked) {
    target[name] = rowValue(column.unpacked, row);
    return;
  }
  const set = (value: unknown) =>
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  const get = () => {
    column.unpacked ??= column.unpack?.();
    const value = column.unpacked && rowValue(column.unpacked, row);
    set(value);
    return value;
  };
  Object.defineProperty(target, name, { get, set, enumerable: true, configurable: true });
}
