// The kernel websocket's framing, version 1: a count, the offsets (64 bit, little endian), then the parts
// channel, header, parent header, metadata, content, and any number of buffers.

export const PROTOCOL = 'v1.kernel.websocket.jupyter.org';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const HEADER = 1;
const PARENT = 2;
const CONTENT = 4;
const FIRST_BUFFER = 5;

/** A random id. Not crypto.randomUUID, which exists only on https pages and localhost. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function asBytes(buffer) {
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** One message as the bytes of one websocket frame. */
export function pack(channel, { header, metadata = {}, content, buffers = [] }) {
  const json = [header, {}, metadata, content].map((part) => encoder.encode(JSON.stringify(part)));
  const parts = [encoder.encode(channel), ...json, ...buffers.map(asBytes)];
  const offsets = [8 * (parts.length + 2)];
  for (const part of parts) offsets.push(offsets.at(-1) + part.length);

  const frame = new Uint8Array(offsets.at(-1));
  const view = new DataView(frame.buffer);
  // No message here comes near 4 GB, so the upper half of each 64-bit number stays zero.
  [offsets.length, ...offsets].forEach((number, i) => view.setUint32(8 * i, number, true));
  parts.forEach((part, i) => frame.set(part, offsets[i]));
  return frame;
}

/** What a frame from the kernel says: {type, parent, content, buffers}. */
export function unpack(frame) {
  const view = new DataView(frame);
  const count = view.getUint32(0, true);
  const start = (i) => view.getUint32(8 * (i + 1), true);
  const size = (i) => start(i + 1) - start(i);
  const json = (i) => JSON.parse(decoder.decode(new Uint8Array(frame, start(i), size(i))));

  const buffers = [];
  for (let i = FIRST_BUFFER; i < count - 1; i += 1) buffers.push(new DataView(frame, start(i), size(i)));
  return { type: json(HEADER).msg_type, parent: json(PARENT).msg_id, content: json(CONTENT), buffers };
}

/** Puts binary values back into the places of a state they were taken from. */
export function putBuffers(state, paths = [], buffers = []) {
  paths.forEach((path, i) => {
    let place = state;
    for (const key of path.slice(0, -1)) place = place[key];
    place[path.at(-1)] = buffers[i];
  });
  return state;
}
