// What a server costs, read from /proc: CPU seconds and memory of its processes. Linux only.
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "./target.ts";

const ticksPerSecond = 100; // USER_HZ

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Ticks, those of children already gone included. */
  readonly cpu: number;
}

function readRow(pid: string): ProcessRow | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1"); // ASCII but for the command name, which is cut off
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0, , , , , , , , , , user = 0, system = 0, childUser = 0, childSystem = 0] = fields;
    return { pid: Number(pid), parent, cpu: user + system + childUser + childSystem };
  } catch {
    return null; // ended between listing and reading
  }
}

function rootsOf(target: Target): Set<number> {
  const roots = new Set<number>();
  for (const file of target.pidfiles) {
    try {
      roots.add(Number(readFileSync(file, "utf8")));
    } catch {
      // not running
    }
  }
  return roots;
}

/** Each root of the target with all its descendants. */
function treesOf(target: Target): ProcessRow[][] {
  const rows = readdirSync("/proc")
    .filter((name) => /^\d/.test(name))
    .map(readRow)
    .filter((row) => row !== null);
  const children = Map.groupBy(rows, (row) => row.parent);
  const roots = rootsOf(target);
  return rows
    .filter((row) => roots.has(row.pid))
    .map((root) => {
      const tree = [root];
      for (const row of tree) tree.push(...(children.get(row.pid) ?? []));
      return tree;
    });
}

export const processCount = (target: Target): number => treesOf(target).flat().length;

/**
 * CPU seconds so far by root process. A child that ends during the reading can count twice for a moment, so differences
 * are exact only while the server is calm.
 */
export function cpuByRoot(target: Target): Map<number, number> {
  const sum = (tree: ProcessRow[]) => tree.reduce((ticks, row) => ticks + row.cpu, 0) / ticksPerSecond;
  return new Map(treesOf(target).map((tree) => [tree[0]?.pid ?? 0, sum(tree)]));
}

export const cpuSeconds = (target: Target): number =>
  [...cpuByRoot(target).values()].reduce((total, seconds) => total + seconds, 0);

/** Proportional set size: memory shared among n processes counts 1/n for each. */
export function pssMiB(target: Target): number {
  let kib = 0;
  for (const { pid } of treesOf(target).flat()) {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1"); // ASCII
      kib += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    } catch {
      // ended meanwhile
    }
  }
  return kib / 1024;
}

/** Busy CPU seconds of the whole machine so far. */
export function busySeconds(): number {
  const [line = ""] = readFileSync("/proc/stat", "latin1").split("\n"); // ASCII
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}

/** Waits until the server has finished its background work: no CPU for a second, at most `mostSeconds`. */
export async function settle(target: Target, mostSeconds = 60): Promise<void> {
  const end = performance.now() + mostSeconds * 1000;
  let last = cpuSeconds(target);
  for (let calm = 0; calm < 2 && performance.now() < end; ) {
    await sleep(500);
    const now = cpuSeconds(target);
    calm = now - last < 0.02 ? calm + 1 : 0;
    last = now;
  }
}
