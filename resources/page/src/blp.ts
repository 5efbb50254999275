/**
 * The octets of the Bluetooth Blood Pressure Service (GATT Specification Supplement, 2A35, 2A36).
 *
 * Read strictly: what is shorter or longer than its flags say is no reading. The octets go to the
 * therapist's side in any case and are decoded again there.
 */

const MMHG_PER_KPA = 7.500616827;
const STATUS = [
  "body_movement",
  "cuff_too_loose",
  "irregular_pulse",
  "pulse_rate_above_range",
  "pulse_rate_below_range",
  "improper_position",
];

export interface Decoded {
  /** mmHg and 1/min; null where the cuff gave none. */
  sys: number | null;
  dia: number | null;
  map: number | null;
  pr: number | null;
  unit: "mm[Hg]" | "kPa";
  st: string[];
  user: number | null;
  /** The cuff's own wall clock, as ISO 8601 without a zone. */
  ct: string | null;
}

/** What 2A35 or 2A36 says; null for octets that are not shaped as promised. */
export function decoded(value: DataView): Decoded | null {
  if (value.byteLength < 7) return null;
  const flags = value.getUint8(0);
  const has = (bit: number) => (flags & (1 << bit)) !== 0;
  const size = 7 + 7 * +has(1) + 2 * +has(2) + +has(3) + 2 * +has(4);
  if (flags & 0xe0 || value.byteLength !== size) return null;
  const factor = has(0) ? MMHG_PER_KPA : 1;
  const pressure = (at: number) => scaled(sfloat(value.getUint16(at, true)), factor);
  let at = 7;
  const take = (octets: number) => (at += octets) - octets;
  const ct = has(1) ? stamp(value, take(7)) : null;
  const pr = has(2) ? sfloat(value.getUint16(take(2), true)) : null;
  const user = has(3) ? value.getUint8(take(1)) : 255;
  const status = has(4) ? value.getUint16(take(2), true) : 0;
  return {
    sys: pressure(1),
    dia: pressure(3),
    map: pressure(5) || null,
    pr,
    unit: has(0) ? "kPa" : "mm[Hg]",
    st: statusOf(status),
    user: user === 255 ? null : user,
    ct,
  };
}

/** A 16-bit number: a signed exponent of four bits, a signed mantissa of twelve. */
export function sfloat(raw: number): number | null {
  if ([0x07ff, 0x0800, 0x07fe, 0x0802, 0x0801].includes(raw)) return null;
  const exponent = (raw << 16) >> 28;
  const mantissa = (raw << 20) >> 20;
  return exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
}

function scaled(number: number | null, factor: number): number | null {
  return number === null ? null : number * factor;
}

function statusOf(bits: number): string[] {
  const range = (bits >> 3) & 3;
  const set = [bits & 1, bits & 2, bits & 4, range === 1, range === 2, bits & 32];
  return STATUS.filter((_, at) => set[at]);
}

/** Date Time (2A08) as text; null for what is unknown or impossible. */
export function stamp(value: DataView, at: number): string | null {
  const year = value.getUint16(at, true);
  const parts = [2, 3, 4, 5, 6].map((each) => value.getUint8(at + each));
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const fits =
    year >= 1582 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute;
  return fits ? date.toISOString().slice(0, 19) : null;
}

/** An instant of local wall time as Date Time octets. */
export function dateTime(when: Date): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(7);
  new DataView(octets.buffer).setUint16(0, when.getFullYear(), true);
  const rest = [when.getMonth() + 1, when.getDate(), when.getHours(), when.getMinutes()];
  octets.set([...rest, when.getSeconds()], 2);
  return octets;
}
