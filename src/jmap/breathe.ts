// Long loops give the event loop its turn: no request may hold up the others (reliability rule 25).

const turnMs = 8;

/** A pause to await between items: it costs nothing until `turnMs` have gone by since the last one. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}
