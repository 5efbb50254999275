/**
 * The patient's side of one try to pair over the broker, up to the sealed welcome.
 *
 * It never tries again by itself: each try costs one. A station that cannot go on says so in two
 * octets, `D` and why; whoever forges them can keep the two apart, which a broker always can.
 */

import { Cable, type Trouble } from "./cable";
import { type Code, clientOf } from "./code";
import { type Keys, NO_SESSION, SESSION_SIZE, keysOf, openSealed } from "./envelope";
import { messageOf } from "./message";
import { type Entropy, type Octets, fromHex } from "./octets";
import { type Agreed, type HandshakeFailure, PatientHandshake } from "./pairing";

const REACHED_WITHIN_MS = 8_000;
const ASKED_AGAIN_MS = 2_000;
const TICK_MS = 100;
const HANDSHAKE_LIVES_S = 120;
const REASONS: Record<number, Failure> = {
  1: "burnt",
  2: "expired",
  3: "used",
  4: "wrong_secret",
  5: "out_of_turn",
};

export type Failure =
  | HandshakeFailure
  | Trouble
  | "burnt"
  | "expired"
  | "used"
  | "no_answer"
  | "update_needed"
  /** Agreed, and then this browser's disk did not take it. */
  | "disk";

export interface Paired {
  session: Octets;
  keys: Keys;
  words: [string, string];
  caps: string[];
  after: number;
}

/** Try a code once; ends within some seconds. */
export async function join(url: string, code: Code, entropy: Entropy): Promise<Paired | Failure> {
  const handshake = await PatientHandshake.of(code, entropy);
  return new Promise((resolve) => new Meeting(url, code, handshake, resolve).begin());
}

class Meeting {
  private readonly cable: Cable;
  private readonly topic: string;
  private timer: ReturnType<typeof setInterval> | undefined;
  private hasAsked = false;
  private agreed: Agreed | null = null;
  private trouble: Trouble | null = null;
  private sinceMs = performance.now();
  private provedMs = 0;
  private isOver = false;

  constructor(
    url: string,
    code: Code,
    private readonly handshake: PatientHandshake,
    private readonly told: (outcome: Paired | Failure) => void,
  ) {
    const client = clientOf(code);
    this.topic = `kap1/n/${client}/p`;
    // Nothing is kept for this name: what is left of another meeting must not answer this one.
    const attachment = { client, hears: `kap1/n/${client}/t`, kept: false };
    this.cable = new Cable(url, attachment, {
      up: () => this.connected(),
      down: (why) => this.disconnected(why),
      came: (octets, retained) => (retained ? Promise.resolve() : this.receive(octets)),
    });
  }

  begin(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.cable.open();
  }

  private connected(): void {
    this.trouble = null;
    if (this.agreed) this.prove();
    else if (this.hasAsked) this.end("ended");
    else {
      this.hasAsked = true;
      this.say(this.handshake.first);
    }
  }

  private disconnected(why: Trouble): void {
    if (this.isOver) return;
    this.trouble = why;
    const isFinal = why === "taken_over" || why === "not_allowed";
    if (isFinal || (this.hasAsked && !this.agreed)) this.end(why);
  }

  private async receive(octets: Octets): Promise<void> {
    if (this.isOver || !this.hasAsked) return;
    if (octets.length === 2 && octets[0] === 0x44) {
      this.end(REASONS[octets[1] ?? 0] ?? "not_a_handshake");
    } else if (this.agreed) {
      await this.welcomed(this.agreed, octets);
    } else {
      const answer = await this.handshake.answer(octets);
      if (typeof answer === "string") {
        this.end(answer);
      } else {
        this.agreed = answer;
        this.sinceMs = performance.now();
        this.prove();
      }
    }
  }

  private tick(): void {
    const now = performance.now();
    if (now - this.sinceMs >= REACHED_WITHIN_MS) {
      this.end(this.trouble ?? (this.hasAsked ? "no_answer" : "unreachable"));
    } else if (this.agreed && now - this.provedMs >= ASKED_AGAIN_MS) {
      this.prove();
    }
  }

  private prove(): void {
    this.provedMs = performance.now();
    if (this.agreed) this.say(this.agreed.send);
  }

  private async welcomed(agreed: Agreed, octets: Octets): Promise<void> {
    const found = await openSealed(octets, NO_SESSION, await keysOf(agreed.root, NO_SESSION));
    if ("refused" in found) {
      // What is not sealed under our root is nobody's word.
      if (found.version !== undefined) this.end("update_needed");
      return;
    }
    const welcome = messageOf(found.body);
    const session = welcome.t === "welcome" ? fromHex(welcome.sid) : null;
    if (welcome.t !== "welcome" || session?.length !== SESSION_SIZE) {
      this.end("update_needed");
      return;
    }
    const keys = await keysOf(agreed.root, session, welcome.kid);
    const { words } = agreed;
    this.end({ session, keys, words, caps: welcome.caps, after: welcome.after });
  }

  private say(octets: Octets): void {
    this.cable.publish(this.topic, octets, 1, HANDSHAKE_LIVES_S);
  }

  private end(outcome: Paired | Failure): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.timer);
    this.cable.close();
    this.told(outcome);
  }
}
