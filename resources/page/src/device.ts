/** The device under the page: its battery, its screen, and how far its network reaches. */

export interface Power {
  isCharging: boolean;
  percent: number;
}

interface Battery extends EventTarget {
  charging: boolean;
  /** 0 to 1. */
  level: number;
}

const STEP_PERCENT = 5;

/** Look at the battery now and at each change; null where the browser tells nothing. */
export async function watchPower(told: (power: Power | null) => void): Promise<void> {
  const asked = navigator as { getBattery?: () => Promise<Battery> };
  const battery = await asked.getBattery?.().catch(() => undefined);
  if (!battery) return told(null);
  let last = "";
  const look = () => {
    const percent = Math.round((100 * battery.level) / STEP_PERCENT) * STEP_PERCENT;
    const power = { isCharging: battery.charging, percent };
    if (JSON.stringify(power) === last) return;
    last = JSON.stringify(power);
    told(power);
  };
  for (const each of ["chargingchange", "levelchange"]) battery.addEventListener(each, look);
  look();
}

/** Ask that the screen stays on; a browser may refuse, and lets go of it with every hidden tab. */
export async function keepAwake(): Promise<void> {
  if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
  await navigator.wakeLock.request("screen").catch(() => undefined);
}

/** Ask that what is stored stays when the browser looks for room; it may refuse. */
export async function keepStored(): Promise<void> {
  await navigator.storage.persist().catch(() => false);
}

/**
 * Why the clinic is out of reach, as far as a page can know: no network; a network that lets
 * nothing through or answers in the clinic's place; or else the clinic's broker alone.
 */
export async function whyUnreachable(): Promise<"noInternet" | "signInFirst" | "clinicSilent"> {
  if (!navigator.onLine) return "noInternet";
  try {
    const page = await fetch("worker.js", { cache: "no-store", redirect: "error" });
    const kind = page.headers.get("content-type") ?? "";
    return page.ok && kind.includes("javascript") ? "clinicSilent" : "signInFirst";
  } catch {
    return "signInFirst";
  }
}

export function system(): string {
  const data = (navigator as { userAgentData?: { platform?: string } }).userAgentData;
  return (data?.platform ?? "browser").slice(0, 40);
}
