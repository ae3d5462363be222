/** Room for the bytes of one value at a time: a buffer for each would cost more than what is done with it. */
let room = Buffer.alloc(1 << 16);
const MOST_ROOM = 4 << 20;

/** The bytes of a string of one char a byte; they last until the next call. */
export function bytesOf(text: string): Buffer {
  if (text.length > MOST_ROOM) return Buffer.from(text, "latin1");
  if (text.length > room.length) room = Buffer.alloc(Math.min(MOST_ROOM, text.length * 2));
  return room.subarray(0, room.write(text, 0, "latin1"));
}
