// Another protocol at this port: a browser made to post to it (cross-protocol attacks, reliability A07), or TLS where
// plain text is spoken. Such a peer gets no answer at all.

const verbs = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"];

export function isForeign(line: Buffer | undefined): boolean {
  if (!line || line.length === 0) return false;
  if (line[0] === 0x16 && line[1] === 0x03) return true; // a TLS record
  const space = line.indexOf(0x20);
  if (space < 3 || space > 7) return false;
  return verbs.includes(line.toString("latin1", 0, space));
}
