"use strict";
const { crc32, deflateRawSync } = require("node:zlib");

/** 1 January 1980, the first time that the format knows: equal files make equal archives. */
const time = 0;
const date = (1 << 5) | 1;
/** Deflate, and names in UTF-8. */
const method = 8;
const utf8Names = 0x0800;
/** A plain file that everybody may read. */
const permissions = (0o100644 << 16) >>> 0;

/** A ZIP archive of files, given as pairs of name and bytes. */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, nameBytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(permissions, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.from("PK\x01\x02", "latin1"), madeBy, common, tail, nameBytes);
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listing, Buffer.from("PK\x05\x06", "latin1"), end]);
}

module.exports = { zip };
