// Work shared among workers that each do one piece after another.

/** Runs `work(piece, worker)` for pieces 0 … count - 1 on `workers` of them; resolves to the seconds taken. */
export async function spread(
  count: number,
  workers: number,
  work: (piece: number, worker: number) => Promise<unknown>,
): Promise<number> {
  const startMs = performance.now();
  let next = 0;
  const worker = async (_: unknown, number: number) => {
    while (next < count) await work(next++, number);
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, worker));
  return (performance.now() - startMs) / 1000;
}
