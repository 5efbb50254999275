/** Octets and how they are written. Everything on the wire is big-endian. */

export type Octets = Uint8Array<ArrayBuffer>;
/** So many random octets: the browser's, or a test's. */
export type Entropy = (size: number) => Octets;

export const random: Entropy = (size) => crypto.getRandomValues(new Uint8Array(size));

export function utf8(text: string): Octets {
  return new Uint8Array(new TextEncoder().encode(text));
}

export function joined(...parts: Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((size, each) => size + each.length, 0));
  let at = 0;
  for (const each of parts) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}

export function hex(octets: Uint8Array): string {
  return Array.from(octets, (each) => each.toString(16).padStart(2, "0")).join("");
}

/** The octets of lower-case hex; null for anything else. */
export function fromHex(text: string): Octets | null {
  if (text.length % 2 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (each) => parseInt(each, 16));
}

export function base64(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets));
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let differing = 0;
  one.forEach((octet, at) => (differing |= octet ^ (other[at] ?? 0)));
  return differing === 0;
}

export function number(octets: Uint8Array): bigint {
  return octets.length ? BigInt(`0x${hex(octets)}`) : 0n;
}

export async function sha256(octets: Octets): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
}
