// The figures this project set itself, as data. report.ts says of each whether it was met, by medians of one run.

export type Bound =
  /** Ours alone, against a number. */
  | { readonly kind: "below"; readonly value: number; readonly unit: string }
  /** Ours at least `factor` times that of a peer; "best" = the better of those that ran. */
  | { readonly kind: "times"; readonly factor: number; readonly than: "best" | "tuned" | "stock" }
  /** Milliseconds not above those of the best peer, in `figure`. */
  | { readonly kind: "not-slower"; readonly figure: string };

export interface Goal {
  readonly text: string;
  /** Title of the run; null = the worst of all runs. */
  readonly title: string | null;
  readonly figure: string;
  readonly bound: Bound;
}

const c50 = "smtp-deliver 4k C50";
const notice = "smtp-deliver 50k x200 C4";
const bigbox = "imap-bigbox 20000";
const large = "large-folder 100000";

const bigboxGoals: readonly Goal[] = (["cold", "warm"] as const).flatMap((when) =>
  (
    [
      ["select_ms", "SELECT"],
      ["flags_ms", "FLAGS of all"],
      ["envelope_ms", "ENVELOPE and BODYSTRUCTURE of all"],
    ] as const
  ).map(([figure, what]) => ({
    text: `20,000-letter folder: ${what}, ${when}, not slower than warm Dovecot`,
    title: bigbox,
    figure: `${when}_${figure}`,
    bound: { kind: "not-slower", figure: `warm_${figure}` },
  })),
);

export const goals: readonly Goal[] = [
  {
    text: "accepted 4 KB letters/s at 50 senders >= 3x the better profile",
    title: c50,
    figure: "accepted_per_s",
    bound: { kind: "times", factor: 3, than: "best" },
  },
  {
    text: "visible copies/s >= 10x tuned",
    title: c50,
    figure: "visible_per_s",
    bound: { kind: "times", factor: 10, than: "tuned" },
  },
  {
    text: "visible copies/s >= 5x stock",
    title: c50,
    figure: "visible_per_s",
    bound: { kind: "times", factor: 5, than: "stock" },
  },
  {
    text: "CPU per copy <= 1.5 ms, indexing included",
    title: c50,
    figure: "cpu_ms_per_copy",
    bound: { kind: "below", value: 1.5, unit: "ms" },
  },
  {
    text: "200-recipient 50 KB notice >= 10x stock's visible copies/s",
    title: notice,
    figure: "visible_per_s",
    bound: { kind: "times", factor: 10, than: "stock" },
  },
  ...bigboxGoals,
  {
    text: "idle IMAP connection <= 15 KiB plain",
    title: "idle 1000",
    figure: "kib_per_connection",
    bound: { kind: "below", value: 15, unit: "KiB" },
  },
  {
    text: "idle IMAP connection <= 90 KiB TLS",
    title: "idle 1000 TLS",
    figure: "kib_per_connection",
    bound: { kind: "below", value: 90, unit: "KiB" },
  },
  {
    text: "250 to EXISTS p99 < 50 ms",
    title: "idle 1000",
    figure: "exists_p99_ms",
    bound: { kind: "below", value: 50, unit: "ms" },
  },
  {
    text: "JMAP first page of a 100,000-letter folder < 30 ms",
    title: large,
    figure: "jmap_page_p50_ms",
    bound: { kind: "below", value: 30, unit: "ms" },
  },
  {
    text: "JMAP first page of a 100,000-letter folder < 30 ms, first after a start",
    title: large,
    figure: "jmap_page_cold_ms",
    bound: { kind: "below", value: 30, unit: "ms" },
  },
  {
    text: "ready within 2 s of start on 100,000 letters",
    title: large,
    figure: "ready_ms",
    bound: { kind: "below", value: 2000, unit: "ms" },
  },
  {
    text: "event-loop delay p99 < 20 ms throughout",
    title: null,
    figure: "loop_delay_p99_ms",
    bound: { kind: "below", value: 20, unit: "ms" },
  },
];
