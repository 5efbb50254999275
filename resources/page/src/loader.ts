/** What the page needs before it can do anything: its worker, by its hash, and the broker's address. */

declare const WORKER_INTEGRITY: string;

export async function loadWorker(): Promise<Worker> {
  const found = await fetch("worker.js", { integrity: WORKER_INTEGRITY });
  return new Worker(trusted(URL.createObjectURL(await found.blob())));
}

/** `config.json` beside this page may name the broker; else it is behind the same server. */
export async function brokerAddress(): Promise<string> {
  const own = `wss://${location.host}/mqtt`;
  try {
    const found = await fetch("config.json", { cache: "no-store" });
    const told: unknown = found.ok ? await found.json() : null;
    const broker = (told as { broker?: unknown } | null)?.broker;
    return typeof broker === "string" && broker.startsWith("wss://") ? broker : own;
  } catch {
    return own;
  }
}

/** The one script that this page itself starts; the server's headers forbid all others. */
function trusted(url: string): string {
  const { trustedTypes } = window as {
    trustedTypes?: {
      createPolicy(name: string, how: { createScriptURL(url: string): string }): {
        createScriptURL(url: string): string;
      };
    };
  };
  const same = { createScriptURL: (each: string) => each };
  return trustedTypes?.createPolicy("kapmonitor", same).createScriptURL(url) ?? url;
}
