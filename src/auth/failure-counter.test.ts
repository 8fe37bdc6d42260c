import assert from "node:assert/strict";
import { test } from "node:test";
import { networkOf } from "./failure-counter.ts";

const table: readonly [address: string, network: string, why: string][] = [
  ["203.0.113.5", "203.0.113", "an IPv4 /24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2", "an IPv6 /64"],
  ["2001:db8::6", "2001:db8:0:0", "zeros left out count"],
  ["::1", "0:0:0:0", "leading zeros left out"],
  ["fe80::1:2:3:4:5", "fe80:0:0:1", "a gap in the middle of the network part"],
];

for (const [address, network, why] of table) {
  test(`${address} belongs to ${network}: ${why}`, () => assert.equal(networkOf(address), network));
}
