/**
 * The patient's cuff through Web Bluetooth.
 *
 * A browser lets a page choose a cuff only on a person's tap, and forgets it with a reload. Cuffs
 * hang up after a reading in good order; then we wait for them to come back.
 */

import { dateTime, decoded, stamp } from "./blp";
import { UNKNOWN, seen, waited } from "./dating";
import type { CuffClock, Waited } from "./dating";
import { base64, hex } from "./octets";
import type { ReadingBody } from "./message";

const PRESSURE_IS_LIVE_MS = 30_000;
const LIVE_BEFORE_MS = 180_000;
const LIVE_AFTER_MS = 60_000;
const TRY_AGAIN_MS = 2_000;
const SAME_MS = 10_000;
/** How the therapist's side reads these octets again. */
export const DRIVER = "bluetooth_blp";

/** What the cuff says; when that was heard is for others to add. */
export type Measured = Omit<ReadingBody, "t" | "id" | "at" | "up" | "ep">;

export type CuffStage = "none" | "connecting" | "ready" | "measuring" | "waiting" | "gone";

export interface CuffTold {
  stage: (stage: CuffStage) => void;
  read: (reading: Measured, once: string | null) => void;
}

/** Whether this browser can speak to a cuff at all, and why not. */
export async function ability(): Promise<"yes" | "no_bluetooth_here" | "off"> {
  if (!("bluetooth" in navigator)) return "no_bluetooth_here";
  try {
    return (await navigator.bluetooth.getAvailability()) ? "yes" : "off";
  } catch {
    return "yes"; // not every browser tells before it is asked for a cuff
  }
}

export class Cuff {
  battery: number | null = null;
  private brought = false;
  private clock: CuffClock | null = null;
  private pressureMs = -Infinity;
  private last: { octets: string; atMs: number } | null = null;
  private isWanted = true;

  private constructor(
    private readonly device: BluetoothDevice,
    private readonly told: CuffTold,
    private readonly openedMs: number,
  ) {
    device.addEventListener("gattserverdisconnected", () => this.gone());
  }

  /** Let the person choose. Must be called from a tap; null: nothing was chosen. */
  static async choose(told: CuffTold, openedMs: number): Promise<Cuff | null> {
    try {
      const device = await navigator.bluetooth.requestDevice({
        filters: [{ services: ["blood_pressure"] }],
        optionalServices: ["battery_service", "current_time"],
      });
      return new Cuff(device, told, openedMs);
    } catch (reason) {
      if (reason instanceof DOMException && reason.name === "NotFoundError") return null;
      throw reason;
    }
  }

  get name(): string {
    return this.device.name || "Blood pressure cuff";
  }

  get id(): string {
    return this.device.id;
  }

  /** Connect, and again and again: a cuff that sleeps answers when it wakes. */
  async hold(): Promise<void> {
    this.told.stage("connecting");
    while (this.isWanted) {
      try {
        await this.connect();
        this.told.stage("ready");
        return;
      } catch {
        this.told.stage(this.brought ? "waiting" : "gone");
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  }

  letGo(): void {
    this.isWanted = false;
    this.device.gatt?.disconnect();
  }

  private async connect(): Promise<void> {
    const server = await this.device.gatt?.connect();
    const service = await server?.getPrimaryService("blood_pressure");
    const values = await service?.getCharacteristic("blood_pressure_measurement");
    if (!server || !service || !values) throw new Error("no cuff");
    this.brought = false;
    // Before everything else: some cuffs send what they hold the moment they are asked.
    values.oncharacteristicvaluechanged = () => values.value && this.measured(values.value);
    await values.startNotifications();
    await this.setClock(service);
    await this.hearPressure(service).catch(() => undefined);
    this.battery = await batteryOf(server).catch(() => null);
  }

  /** Read the cuff's clock, then set it: some hold their readings back until then. */
  private async setClock(service: BluetoothRemoteGATTService): Promise<void> {
    this.clock = null; // the one of the connection before may have been set since
    try {
      const clock = await service.getCharacteristic("date_time");
      const was = stamp(await clock.readValue(), 0);
      this.clock = was === null ? null : { aheadMs: localMs(was) - Date.now(), setMs: null };
      await clock.writeValueWithResponse(dateTime(new Date()));
      if (this.clock) this.clock.setMs = Date.now();
    } catch {
      // Many have none, or let nobody read it.
    }
  }

  private async hearPressure(service: BluetoothRemoteGATTService): Promise<void> {
    const pressure = await service.getCharacteristic("intermediate_cuff_pressure");
    pressure.oncharacteristicvaluechanged = () => {
      this.pressureMs = Date.now();
      this.told.stage("measuring");
    };
    await pressure.startNotifications();
  }

  private measured(value: DataView): void {
    const octets = new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer);
    const raw = base64(octets);
    const found = decoded(value);
    const nowMs = Date.now();
    const repeated = this.last?.octets === raw && nowMs - this.last.atMs <= SAME_MS;
    this.last = { octets: raw, atMs: nowMs };
    if (repeated && !found?.ct) return;
    this.brought = true;
    const nothing = { sys: null, dia: null, map: null, pr: null, unit: "mm[Hg]", st: [], user: null, ct: null };
    const ct = found?.ct ?? null;
    const verdict = this.verdict(ct, nowMs);
    const reading: Measured = {
      src: "cuff",
      ...(found ?? nothing),
      ...this.waited(ct, nowMs, verdict),
      verdict,
      cmd: null,
      raw,
      ch: "2a35",
      drv: DRIVER,
      dev: this.id,
    };
    this.pressureMs = -Infinity;
    // Before anything else: until it is stored, a reload would lose it.
    this.told.read(reading, found?.ct ? `${this.id} ${hex(octets)}` : null);
    this.told.stage("ready");
  }

  /** Whether this was measured just now, as far as this side can know. */
  private verdict(ct: string | null, nowMs: number): Measured["verdict"] {
    if (nowMs - this.pressureMs <= PRESSURE_IS_LIVE_MS) return "live";
    if (ct === null) return "unconfirmed";
    const atMs = localMs(ct) - (this.clock?.aheadMs ?? 0);
    const isNow = atMs >= nowMs - LIVE_BEFORE_MS && atMs <= nowMs + LIVE_AFTER_MS;
    if (isNow && atMs >= this.openedMs - LIVE_AFTER_MS) return "live";
    return this.clock !== null && atMs < nowMs ? "stored" : "unconfirmed";
  }

  /** How long it lay in the cuff: what was seen to be measured did not. */
  private waited(ct: string | null, nowMs: number, verdict: Measured["verdict"]): Waited {
    const endedMs = nowMs - this.pressureMs;
    if (endedMs <= PRESSURE_IS_LIVE_MS) return seen(endedMs);
    if (ct === null) return UNKNOWN;
    return waited(localMs(ct), nowMs, this.clock, verdict === "live" ? LIVE_BEFORE_MS : null);
  }

  private gone(): void {
    if (!this.isWanted) return;
    this.told.stage(this.brought ? "waiting" : "gone");
    void this.hold();
  }
}

async function batteryOf(server: BluetoothRemoteGATTServer): Promise<number> {
  const service = await server.getPrimaryService("battery_service");
  return (await (await service.getCharacteristic("battery_level")).readValue()).getUint8(0);
}

/** A cuff's wall clock without a zone is this machine's local time. */
const localMs = (text: string): number => new Date(text).getTime();
