/** Messages whose arrival in the therapist's record the page wants to know of. */

import type { Outbox } from "./outbox";

export class Marks {
  private waiting = new Map<number, string>();

  add(number: number, mark: string): void {
    this.waiting.set(number, mark);
  }

  clear(): void {
    this.waiting.clear();
  }

  /** Those that are no longer in the outbox; each is told once. */
  async kept(store: Outbox | undefined): Promise<string[]> {
    if (!store || !this.waiting.size) return [];
    const left = await store.numbers();
    const found = [...this.waiting].filter(([number]) => !left.has(number));
    for (const [number] of found) this.waiting.delete(number);
    return found.map(([, mark]) => mark);
  }
}
