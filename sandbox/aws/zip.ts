import { crc32, deflateRawSync } from "node:zlib";

/** The first moment the format can hold, so that equal files give equal bytes: 1980-01-01 00:00. */
const MOMENT = { time: 0, date: 0x21 };

/** A zip of files, by name; the same files always give the same bytes (PKWARE's APPNOTE 6.3, 4.3). */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const title = Buffer.from(name);
    const packed = deflateRawSync(bytes);
    const common = header(bytes, packed, title);
    bodies.push(Buffer.from([0x50, 0x4b, 3, 4]), common, title, packed);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, central(offset), title);
    offset += 4 + common.length + title.length + packed.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...bodies, index, end(files.size, index.length, offset)]);
}

/** What local and central headers share: version, flags (names in UTF-8), method, moment, sum, sizes. */
function header(bytes: Buffer, packed: Buffer, title: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(MOMENT.time, 6);
  fields.writeUInt16LE(MOMENT.date, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(title.length, 22);
  return fields;
}

/** Comment, disk and attributes, all empty, then where the local header stands. */
function central(offset: number): Buffer {
  const fields = Buffer.alloc(14);
  fields.writeUInt32LE(offset, 10);
  return fields;
}

function end(count: number, size: number, offset: number): Buffer {
  const fields = Buffer.alloc(22);
  fields.write("PK\u0005\u0006", 0, "latin1");
  fields.writeUInt16LE(count, 8);
  fields.writeUInt16LE(count, 10);
  fields.writeUInt32LE(size, 12);
  fields.writeUInt32LE(offset, 16);
  return fields;
}
