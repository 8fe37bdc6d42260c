import assert from "node:assert/strict";
import { test } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { Content } from "./content.ts";

/** Room that counts what is claimed of it. */
function room(total = Number.POSITIVE_INFINITY) {
  const seen = { claims: [] as number[], held: 0 };
  const claimRoom = (bytes: number): Disposable => {
    if (seen.held + bytes > total) throw new CongvuError("disk-full");
    seen.claims.push(bytes);
    seen.held += bytes;
    return {
      [Symbol.dispose]() {
        seen.held -= bytes;
      },
    };
  };
  return { seen, claimRoom };
}

const faultCode = ({ fault }: Content) => (fault instanceof CongvuError ? fault.code : fault);

test("a letter of exactly the largest size is kept, one octet more is refused and let go", () => {
  for (const pieces of [[1_000], [600, 400], Array.from({ length: 1_000 }, () => 1)]) {
    const { claimRoom, seen } = room();
    const content = new Content({ maxBytes: 1_000, declaredBytes: 0, claimRoom });
    for (const length of pieces) content.append(Buffer.alloc(length, 0x61));
    assert.equal(content.fault, null);
    assert.deepEqual(content.bytes(), Buffer.alloc(1_000, 0x61));
    content.append(Buffer.from("x"));
    assert.equal(faultCode(content), "letter-too-large");
    assert.equal(seen.held, 0);
  }
});

test("pieces of every size come out in order", () => {
  const { claimRoom } = room();
  const content = new Content({ maxBytes: 1_000_000, declaredBytes: 0, claimRoom });
  const sent: Buffer[] = [];
  for (const length of [1, 5_000, 1, 2, 1_023, 1_024, 3, 70_000, 40, 1_023, 1_023, 1]) {
    sent.push(Buffer.alloc(length, 65 + sent.length));
    content.append(sent.at(-1) ?? assert.fail());
  }
  assert.deepEqual(content.bytes(), Buffer.concat(sent));
});

test("room is claimed for an ordinary letter first, then by doubling, and given back", () => {
  const { claimRoom, seen } = room();
  const content = new Content({ maxBytes: 10_000_000, declaredBytes: 0, claimRoom });
  content.claimFirst();
  assert.deepEqual(seen.claims, [65_536]);
  for (let i = 0; i < 4; i++) content.append(Buffer.alloc(65_536, 0x61));
  assert.deepEqual(seen.claims, [65_536, 65_536, 131_072]);
  content[Symbol.dispose]();
  assert.equal(seen.held, 0);
});

test("a declared size is claimed at once, but not the fifty megabytes that a stranger merely announces", () => {
  const { claimRoom, seen } = room();
  new Content({ maxBytes: 50_000_000, declaredBytes: 300_000, claimRoom }).claimFirst();
  new Content({ maxBytes: 50_000_000, declaredBytes: 50_000_000, claimRoom }).claimFirst();
  assert.deepEqual(seen.claims, [300_000, 1_048_576]);
});

test("when the room ends in the middle of a letter the letter is refused and its room given back", () => {
  const { claimRoom, seen } = room(100_000);
  const content = new Content({ maxBytes: 10_000_000, declaredBytes: 0, claimRoom });
  content.claimFirst();
  content.append(Buffer.alloc(65_536, 0x61));
  assert.equal(content.fault, null);
  content.append(Buffer.from("x"));
  assert.equal(faultCode(content), "disk-full");
  assert.equal(seen.held, 0);
});

test("a fault of the store itself is not taken for a full disk", () => {
  const claimRoom = () => {
    throw new TypeError("broken");
  };
  const content = new Content({ maxBytes: 10, declaredBytes: 0, claimRoom });
  assert.throws(() => content.append(Buffer.from("x")), TypeError);
});

test("the first fault stays, and nothing is kept after it", () => {
  const { claimRoom } = room();
  const content = new Content({ maxBytes: 10, declaredBytes: 0, claimRoom });
  content.append(Buffer.from("a\0"));
  assert.equal(content.fault, "nul");
  content.append(Buffer.alloc(100, 0x61));
  content.refuse("bare-line-end");
  assert.equal(content.fault, "nul");
  assert.equal(content.bytes().length, 0);
});
