// A cuff at the far end of the air: it replaces navigator.bluetooth and sends true octets.
(() => {
  class Far extends EventTarget {}
  class Characteristic extends Far {
    oncharacteristicvaluechanged = null;
    constructor(octets) { super(); this.octets = octets; this.value = null; }
    async startNotifications() { this.subscribed = true; return this; }
    async readValue() { return new DataView(this.octets.buffer); }
    async writeValueWithResponse(value) { this.octets = new Uint8Array(value); }
    send(octets) {
      if (!this.subscribed) throw new Error("nobody listens");
      this.value = new DataView(octets.buffer);
      this.oncharacteristicvaluechanged?.();
    }
  }
  const stamp = (when) => [
    when.getFullYear() & 255, when.getFullYear() >> 8, when.getMonth() + 1, when.getDate(),
    when.getHours(), when.getMinutes(), when.getSeconds(),
  ];
  const measurement = new Characteristic(new Uint8Array());
  const pressure = new Characteristic(new Uint8Array());
  const known = {
    blood_pressure_measurement: measurement,
    intermediate_cuff_pressure: pressure,
    date_time: new Characteristic(Uint8Array.from(stamp(new Date()))),
    battery_level: new Characteristic(Uint8Array.of(81)),
  };
  const service = { getCharacteristic: async (name) => known[name] };
  const device = new Far();
  device.id = "emulated";
  device.name = "BLESmart_0001";
  device.gatt = {
    connect: async () => {
      if (cuff.away) throw new DOMException("out of range", "NetworkError");
      return device.gatt;
    },
    disconnect: () => undefined,
    getPrimaryService: async () => service,
  };
  let count = 0;
  const cuff = {
    away: false,
    // A measurement as a cuff sends it: pressure while it inflates, then the value.
    measure(sys, dia, pulse) {
      pressure.send(Uint8Array.of(0, 140, 0, 0xff, 7, 0xff, 7));
      const when = stamp(new Date(Date.now() + 1000 * count++));
      const octets = [0x16, sys, 0, dia, 0, 97, 0, ...when, pulse, 0, 0, 0];
      measurement.send(Uint8Array.from(octets));
    },
    leave() {
      cuff.away = true;
      measurement.subscribed = pressure.subscribed = false;
      device.dispatchEvent(new Event("gattserverdisconnected"));
    },
    come() { cuff.away = false; },
  };
  Object.defineProperty(window, "cuff", { value: cuff });
  Object.defineProperty(navigator, "bluetooth", {
    value: { getAvailability: async () => true, requestDevice: async () => device },
  });
})();
