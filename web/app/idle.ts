// Chunks that are likely wanted next are fetched while nobody waits for anything; letters left half-written come back.
import { loadMenu } from "../ui/MenuButton.tsx";

const idleMs = 1_500;

/** `rescued` is told how many letters came back. */
export function whenIdle(person: number, rescued: (count: number) => void): () => void {
  const work = async (): Promise<void> => {
    void loadMenu();
    void import("./SessionDialog.tsx");
    void import("../mail/compose/ComposeDock.tsx");
    const { rescueDrafts } = await import("../mail/compose/rescue.ts");
    const count = await rescueDrafts(person);
    if (count > 0) rescued(count);
  };
  const timer = window.setTimeout(() => void work().catch(() => {}), idleMs);
  return () => clearTimeout(timer);
}
