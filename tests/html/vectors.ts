// The hostile bodies of tests/corpus/html/vectors.jsonl, with their placeholders filled in: HIT is a call that tells of
// a script that ran, NET and PREL (protocol-relative) are addresses on a host whose requests are counted.
import { readFileSync } from "node:fs";
import path from "node:path";

export interface Vector {
  /** Position in the file; also the number a hit or a request reports. */
  readonly number: number;
  readonly id: string;
  readonly class: string;
  /** Catalogue case: C01 … C09. */
  readonly case: string;
  readonly why: string;
  readonly html: string;
}

const file = path.join(import.meta.dirname, "..", "corpus", "html", "vectors.jsonl");

/** All vectors, their remote addresses on `remoteHost` ("127.0.0.1:1234"). */
export function readVectors(remoteHost: string): Vector[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line, number) => {
    const row = JSON.parse(line) as Omit<Vector, "number">;
    const html = row.html
      .replaceAll("HIT", `hit(${number})`)
      .replaceAll("NET", `http://${remoteHost}/${number}`)
      .replaceAll("PREL", `//${remoteHost}/${number}`)
      .replaceAll("REMOTEHOST", `${remoteHost}/${number}`);
    return { ...row, number, html };
  });
}
