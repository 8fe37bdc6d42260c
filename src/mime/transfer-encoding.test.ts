import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readLetter } from "./read-letter.ts";
import { cpuMs } from "./testing/cpu-time.ts";
import {
  decodeBase64,
  decodedBytes,
  decodedText,
  decodeQ,
  decodeQuotedPrintable,
  encodeBase64,
  encodeQuotedPrintable,
} from "./transfer-encoding.ts";

const text = (bytes: Buffer): string => bytes.toString("latin1");

const base64: readonly [encoded: string, decoded: string, why: string][] = [
  ["", "", "nothing"],
  ["YWJj", "abc", "one group"],
  ["YWI=", "ab", "padding"],
  ["YQ==", "a", "two signs of it"],
  ["YW\r\nJj\r\n", "abc", "line ends"],
  ["Y W\tJ j", "abc", "white space"],
  ["YQ", "a", "padding missing"],
  ["YWI", "ab", "one sign of it missing"],
  ["YWJjZ", "abc", "a sextet too many"],
  ["Y-W_J!j\u0000", "abc", "octets outside the alphabet are ignored (RFC 2045 §6.8), the URL alphabet too"],
  ["YWI=YWJj", "ab", "padding ends the data"],
  ["YQ==YWJj", "a", "both signs of it do"],
  ["Y=WJj", "abc", "a sign where none can stand is junk"],
  ["YW=Jj", "abc", "so is a single one after two"],
  ["=YWJj", "abc", "and one in front"],
  ["YWJj=YWJj", "abcabc", "and one between groups"],
  ["YQ=\r\n=", "a", "padding across lines"],
  [`YWJj${"\r\n".repeat(100)}`, "abc", "line ends at the end"],
  [`YQ==${"\r\n".repeat(100)}`, "a", "and after padding"],
];

const quotedPrintable: readonly [encoded: string, decoded: string, why: string][] = [
  ["", "", "nothing"],
  ["a=3Db", "a=b", "an escape"],
  ["a=3db", "a=b", "in lower case"],
  ["a=\r\nb", "ab", "a soft line break"],
  ["a=\nb", "ab", "with a bare line feed"],
  ["a= \t\r\nb", "ab", "with white space that transports added"],
  ["a=", "a", "a soft break at the end"],
  ["a =\r\nb", "a b", "white space before it is text"],
  ["a  \r\nb\t\r\n", "a\r\nb\r\n", "white space at a line's end is not (rule 3)"],
  ["a=20\r\nb", "a \r\nb", "encoded it is"],
  ["a=20 \r\nb", "a \r\nb", "up to where it was encoded"],
  ["a=ZZ=4=", "a=ZZ=4", "what is no escape stays"],
  ["a==3D", "a==", "an escape after a lone sign"],
  ["a\u00e9b", "a\u00e9b", "8-bit octets pass"],
  ["a\rb", "a\rb", "a bare CR is an octet"],
];

describe("base64", () => {
  for (const [encoded, decoded, why] of base64) {
    it(`${why}: ${JSON.stringify(encoded.slice(0, 30))}`, () => {
      assert.equal(text(decodeBase64(Buffer.from(encoded, "latin1"))), decoded);
    });
  }

  it("reads the same through the fast way and the careful one", () => {
    const pieces = fc.constantFrom("YWJj", "+/", "A", "=", "==", "\r\n", " ", "!", "\u0000", "\u00ff");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
        const encoded = Buffer.from(list.join(""), "latin1");
        const careful = Buffer.concat([Buffer.from("-"), encoded]); // the sign rules the fast way out
        assert.deepEqual(decodeBase64(encoded), decodeBase64(careful));
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives back any octets, in lines of 76 columns", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const encoded = encodeBase64(Buffer.from(octets));
        assert.deepEqual(decodeBase64(encoded), Buffer.from(octets));
        assert.match(text(encoded), /^(?:[A-Za-z0-9+/=]{1,76}\r\n)*$/);
      }),
    );
  });
});

describe("quoted-printable", () => {
  for (const [encoded, decoded, why] of quotedPrintable) {
    it(`${why}: ${JSON.stringify(encoded)}`, () => {
      assert.equal(text(decodeQuotedPrintable(Buffer.from(encoded, "latin1"))), decoded);
    });
  }

  it("gives back any octets, in lines of 76 columns that no transport changes", () => {
    const octets = fc.array(
      fc.oneof(
        fc.constantFrom("\r\n", " ", "\t", ".", "From ", "=", "\r", "\n"),
        fc.string({ unit: "binary", maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(octets, (list) => {
        const bytes = Buffer.from(list.join(""));
        const encoded = encodeQuotedPrintable(bytes);
        assert.deepEqual(decodeQuotedPrintable(encoded), bytes);
        for (const line of text(encoded).split("\r\n")) assert.match(line, /^(?!\.|From )[ -~\t]{0,76}$(?<![ \t])/);
      }),
      { numRuns: 300 },
    );
  });

  it("is linear in white space and lone signs", () => {
    const spent = cpuMs(() => {
      for (const piece of [" ", "=", "= ", "=\t\t", " \r", "=4"])
        decodeQuotedPrintable(Buffer.from(piece.repeat(300_000)));
      decodeQuotedPrintable(Buffer.from(`=${" ".repeat(1_000_000)}x`.repeat(3)));
    });
    assert.ok(spent < 10_000, "quadratic work takes minutes");
  });
});

describe("the Q encoding", () => {
  it("has underscores for spaces", () => {
    assert.equal(text(decodeQ(Buffer.from("a_b=5F=zz="))), "a b_=zz=");
  });
});

describe("bodies of parts", () => {
  const letter = (header: string, body: string): Buffer => Buffer.from(`${header}\r\n\r\n${body}`);
  const decode = (bytes: Buffer): Buffer => decodedBytes(bytes, readLetter(bytes).root);

  it("are decoded by their encoding and not touched without one", () => {
    assert.equal(text(decode(letter("Content-Transfer-Encoding: BASE64", "YWJj"))), "abc");
    assert.equal(text(decode(letter("Content-Transfer-Encoding: (x) quoted-printable (y)", "a=3D"))), "a=");
    for (const encoding of ["7bit", "8bit", "binary", "x-unknown"]) {
      assert.equal(text(decode(letter(`Content-Transfer-Encoding: ${encoding}`, "YWJj=3D"))), "YWJj=3D");
    }
    assert.equal(text(decode(letter("Subject: x", "YWJj"))), "YWJj");
  });

  it("become text by their charset", () => {
    const bytes = letter(
      'Content-Type: text/plain; charset="windows-1258"\r\nContent-Transfer-Encoding: quoted-printable',
      "Vi=EA=F2t",
    );
    assert.equal(decodedText(bytes, readLetter(bytes).root), "Việt");
  });
});
