// A .zip of files as they are (APPNOTE 6.3.10: method 0 "stored", names in UTF-8 by general purpose bit 11). Attachments
// are mostly compressed already, and a stored archive costs no time. Leaves out: Zip64; letters end far below 4 GiB.
import { crc32 } from "node:zlib";

export interface ZipFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const utf8Names = 1 << 11;
const version = 20; // 2.0: the first with folders and deflate; any reader has it

/** `modified`: what the archive says of each file's time, in local terms of whoever made it. */
export function zipOf(files: readonly ZipFile[], modified: Date): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const common = commonFields(file.bytes, name, modified);
    const header = Buffer.concat([signature(0x04034b50), u16(version), common, u16(0), name]);
    directory.push(
      Buffer.concat([
        signature(0x02014b50),
        u16(version),
        u16(version),
        common,
        u16(0), // extra field
        u16(0), // comment
        u16(0), // disk
        u16(0), // internal attributes
        u32(0), // external attributes
        u32(offset),
        name,
      ]),
    );
    pieces.push(header, file.bytes);
    offset += header.length + file.bytes.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...pieces, central, endOfDirectory(files.length, central.length, offset)]);
}

/** From "general purpose bit flag" to "file name length" (APPNOTE §4.3.7), the same in both headers. */
function commonFields(bytes: Buffer, name: Buffer, modified: Date): Buffer {
  const { date, time } = dosTime(modified);
  return Buffer.concat([
    u16(utf8Names),
    u16(0), // stored
    u16(time),
    u16(date),
    u32(crc32(bytes)),
    u32(bytes.length),
    u32(bytes.length),
    u16(name.length),
  ]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([signature(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(size), u32(offset), u16(0)]);
}

/** MS-DOS date and time: from 1980 on, in steps of two seconds (APPNOTE §4.4.6). */
function dosTime(at: Date): { date: number; time: number } {
  const year = Math.min(Math.max(at.getUTCFullYear() - 1980, 0), 127);
  return {
    date: (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

const signature = (value: number): Buffer => u32(value);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The same name twice gets a number: "a.pdf", "a (2).pdf". Names are compared as Windows does, without case. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = numbered(name, number);
    taken.add(free.toLowerCase());
    return free;
  });
}

function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`;
}
