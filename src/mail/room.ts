// Whether a new letter can be taken: free disk above the reserve, and a bound on the octets being received at once.
// The reserve keeps reading, deleting and administration alive on a full disk (reliability rules 22 and 24).
import { statfs } from "node:fs/promises";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";

export interface Room {
  /** Throws `disk-full` or `overloaded`; give the claim back by disposing it. */
  claim(bytes: number): Disposable;
  close(): void;
}

/** How often the free space is looked at; between two looks the in-flight bound holds the line. */
const everyMs = 1_000;

/** `folder` null = in memory, no disk to watch. */
export async function watchRoom(folder: string | null): Promise<Room> {
  let inFlight = 0;
  let free = Number.POSITIVE_INFINITY;
  let reserve = 0;

  const look = async () => {
    if (folder === null) return;
    const { bavail, blocks, bsize } = await statfs(folder);
    free = bavail * bsize;
    reserve = Math.min(limits.diskReserveBytes, blocks * bsize * limits.diskReserveShare * 10);
  };
  await look();
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  timer.unref();

  return {
    claim(bytes) {
      if (free - inFlight - bytes < reserve) throw new CongvuError("disk-full", `${free} octets free`);
      if (inFlight + bytes > limits.inFlightBytes) throw new CongvuError("overloaded", "letters being received");
      inFlight += bytes;
      let held = true;
      return {
        [Symbol.dispose]() {
          if (held) inFlight -= bytes;
          held = false;
        },
      };
    },
    close: () => clearInterval(timer),
  };
}
