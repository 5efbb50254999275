/**
 * The one module that speaks to a broker: MQTT 5 over a secure WebSocket.
 *
 * Each connection is a client of its own; what was not sent is in the outbox and nowhere else. A
 * message of quality 1 is acknowledged to the broker once `came` has finished with it.
 */

import mqtt from "mqtt";
import type { Packet } from "mqtt";

import type { Octets } from "./octets";

const KEEP_ALIVE_S = 10;
const SESSION_LIVES_S = 172_800;
const TAKEN_OVER = 0x8e;
const FAILURE = 0x80;
const REACHED_WITHIN_MS = 8_000;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

export type Trouble = "ended" | "unreachable" | "not_allowed" | "taken_over";

export interface Attachment {
  client: string;
  hears: string;
  will?: { topic: string; octets: () => Promise<Octets> };
  /** Whether the broker keeps our session while we are away. */
  kept: boolean;
}

export interface Ears {
  up: () => void;
  down: (why: Trouble) => void;
  /** Take octets; the broker is told once this has ended well, else they come again. */
  came: (octets: Octets, retained: boolean) => Promise<void>;
}

type Client = ReturnType<typeof mqtt.connect>;

export class Cable {
  private client: Client | null = null;
  private isOpen = false;
  private isUp = false;
  private pauseMs = PAUSE_MS;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly attachment: Attachment,
    private readonly ears: Ears,
  ) {}

  open(): void {
    this.isOpen = true;
    void this.connect();
  }

  publish(topic: string, octets: Octets, quality: 0 | 1, expiryS: number): void {
    if (!this.isUp) return;
    const properties = { messageExpiryInterval: expiryS };
    this.client?.publish(topic, octets as Buffer, { qos: quality, properties }, () => undefined);
  }

  /** Break the connection off and make it anew: it is silent, or the network has changed. */
  drop(): void {
    clearTimeout(this.waiting);
    this.pauseMs = PAUSE_MS;
    this.lost("ended", 0);
  }

  close(): void {
    this.isOpen = false;
    clearTimeout(this.waiting);
    const client = this.client;
    this.forget();
    client?.end();
  }

  private async connect(): Promise<void> {
    const { client: clientId, will, kept } = this.attachment;
    const octets = await will?.octets();
    if (!this.isOpen) return;
    const client = mqtt.connect(this.url, {
      protocolVersion: 5,
      clientId,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: REACHED_WITHIN_MS,
      clean: !kept,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
      timerVariant: "native",
      properties: { sessionExpiryInterval: kept ? SESSION_LIVES_S : 0 },
      ...(will && octets && { will: { topic: will.topic, payload: octets as Buffer, qos: 1 } }),
    });
    this.client = client;
    let why: Trouble = "unreachable";
    client.on("connect", () => this.subscribe(client));
    client.on("error", (error) => {
      if ("code" in error && Number(error.code) >= FAILURE) why = "not_allowed";
    });
    client.on("disconnect", (packet) => {
      if (packet.reasonCode === TAKEN_OVER) why = "taken_over";
    });
    client.on("close", () => {
      if (client !== this.client) return;
      this.lost(why === "unreachable" && this.isUp ? "ended" : why);
    });
    client.handleMessage = (packet, done) => this.take(packet, done);
  }

  private subscribe(client: Client): void {
    client.subscribe(this.attachment.hears, { qos: 1 }, (_fault, granted) => {
      if (client !== this.client) return;
      if (granted?.some((each) => each.qos >= FAILURE)) {
        this.lost("not_allowed");
        return;
      }
      this.isUp = true;
      this.pauseMs = PAUSE_MS;
      this.ears.up();
    });
  }

  private take(packet: Packet, done: (fault?: Error) => void): void {
    if (packet.cmd !== "publish") {
      done();
      return;
    }
    const octets = new Uint8Array(packet.payload as Uint8Array);
    this.ears.came(octets, packet.retain).then(
      () => done(),
      (fault: unknown) => done(fault instanceof Error ? fault : new Error("not taken")),
    );
  }

  private lost(why: Trouble, pauseMs?: number): void {
    const client = this.client;
    this.forget();
    client?.end(true);
    this.ears.down(why);
    // To go on would push the other one out in turn, for ever.
    if (why === "taken_over") this.isOpen = false;
    if (!this.isOpen) return;
    const pause = pauseMs ?? this.pauseMs * (0.7 + 0.6 * Math.random());
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    this.waiting = setTimeout(() => void this.connect(), pause);
  }

  private forget(): void {
    this.client = null;
    this.isUp = false;
  }
}
