// A ZIP archive of small text files, deflated (APPNOTE 4.3): the wrapping of office documents.
import { crc32, deflateRawSync } from "node:zlib";

/** 1 January 2026, 00:00, as MS-DOS counts: documents of the demonstration are the same at every run. */
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;

export function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const entry = packed(name, text);
    central.push(Buffer.concat([centralHeader(entry, at), entry.name]));
    const piece = Buffer.concat([localHeader(entry), entry.name, entry.data]);
    local.push(piece);
    at += piece.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...local, directory, endOf(central.length, directory.length, at)]);
}

interface Packed {
  readonly name: Buffer;
  readonly data: Buffer;
  readonly size: number;
  readonly crc: number;
}

function packed(name: string, text: string): Packed {
  const bytes = Buffer.from(text);
  return { name: Buffer.from(name), data: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
}

/** Fields that both headers share: version, UTF-8 names, deflate, time, date, checksum, sizes, length of the name. */
function writeShared(header: Buffer, at: number, entry: Packed): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(0x800, at + 2);
  header.writeUInt16LE(8, at + 4);
  header.writeUInt16LE(0, at + 6);
  header.writeUInt16LE(dosDate, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.data.length, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(entry.name.length, at + 22);
}

function localHeader(entry: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeShared(header, 4, entry);
  return header;
}

function centralHeader(entry: Packed, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  writeShared(header, 6, entry);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endOf(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
