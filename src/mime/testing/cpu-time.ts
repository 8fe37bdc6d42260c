// How long work takes on the processor, for tests that tell linear from quadratic: unlike a clock on the wall it does not
// run while other processes do.

/** Milliseconds of processor time that `work` took in this process. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
