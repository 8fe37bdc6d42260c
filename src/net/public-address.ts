// Which IP addresses are the open internet. Everything else is this machine, a network around it, or reserved: nothing
// that a letter names may make the server talk to it (reliability rule 16, case C08). From the IANA special-purpose
// registries (RFC 6890 and its updates); IPv6 is an allow list of 2000::/3 less what is special in it.
import net from "node:net";
import os from "node:os";

const special4 = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // RFC 1918
  ["100.64.0.0", 10], // RFC 6598, carriers' own
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, clouds' metadata
  ["172.16.0.0", 12], // RFC 1918
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // RFC 1918
  ["192.175.48.0", 24],
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
] as const;

/** Inside 2000::/3: most of them carry IPv4 addresses or are for tests. */
const special6 = [
  ["2001::", 23], // protocol assignments, Teredo, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["3fff::", 20], // documentation
] as const;

const closed = new net.BlockList();
for (const [address, prefix] of special4) closed.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of special6) closed.addSubnet(address, prefix, "ipv6");
const global6 = new net.BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/** True for an address of the open internet that is not one of this machine's own. Anything that is no address is false. */
export function isPublicAddress(address: string): boolean {
  const family = net.isIP(address);
  if (family === 4) return !closed.check(address, "ipv4") && !isOwn(address);
  if (family !== 6 || address.includes("%")) return false;
  return global6.check(address, "ipv6") && !closed.check(address, "ipv6") && !isOwn(address);
}

function isOwn(address: string): boolean {
  const own = new net.BlockList();
  for (const one of Object.values(os.networkInterfaces()).flat())
    if (one !== undefined) own.addAddress(one.address, one.family === "IPv6" ? "ipv6" : "ipv4");
  return own.check(address, net.isIPv6(address) ? "ipv6" : "ipv4");
}
