import { highlight } from "./fold.ts";

/** Text with the hits of a search marked. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  return highlight(text, words).map((segment, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity and never move
    segment.hit ? <mark key={index}>{segment.text}</mark> : <span key={index}>{segment.text}</span>,
  );
}
