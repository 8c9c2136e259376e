/** AMF0, as much of it as RTMP commands need. */

/** Values of objects keep their order. */
export function encode(...values) {
  return Buffer.concat(values.map(one));
}

function one(value) {
  if (value === null) return Buffer.from([5]);
  if (value === undefined) return Buffer.from([6]);
  if (Buffer.isBuffer(value)) return value;
  switch (typeof value) {
    case 'number': {
      const bytes = Buffer.alloc(9);
      bytes.writeDoubleBE(value, 1);
      return bytes;
    }
    case 'boolean':
      return Buffer.from([1, value ? 1 : 0]);
    case 'string':
      return Buffer.concat([Buffer.from([2]), text(value)]);
    default:
      return Buffer.concat([Buffer.from([3]),
        ...Object.entries(value).map(([key, each]) => Buffer.concat([text(key), one(each)])),
        Buffer.from([0, 0, 9])]);
  }
}

function text(value) {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An object in an object, so many times. */
export function nested(depth) {
  const open = Buffer.concat([Buffer.from([3]), text('a')]);
  return Buffer.concat([...Array(depth).fill(open), Buffer.from([5]),
    ...Array(depth).fill(Buffer.from([0, 0, 9]))]);
}

/** A string that says it has so many bytes. */
export function longString(length, bytes = Buffer.alloc(0)) {
  const head = Buffer.alloc(5);
  head[0] = 12;
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, bytes]);
}

/** All values of a message. */
export function decode(bytes) {
  const values = [];
  const at = { offset: 0 };
  while (at.offset < bytes.length) values.push(next(bytes, at));
  return values;
}

function next(bytes, at) {
  const type = bytes[at.offset];
  at.offset += 1;
  switch (type) {
    case 0:
      at.offset += 8;
      return bytes.readDoubleBE(at.offset - 8);
    case 1:
      at.offset += 1;
      return bytes[at.offset - 1] !== 0;
    case 2:
      return string(bytes, at);
    case 3:
      return properties(bytes, at);
    case 8:
      at.offset += 4;
      return properties(bytes, at);
    case 10: {
      const count = bytes.readUInt32BE(at.offset);
      at.offset += 4;
      return Array.from({ length: count }, () => next(bytes, at));
    }
    case 5:
    case 6:
      return null;
    default:
      throw new Error(`AMF0 type ${type}`);
  }
}

function string(bytes, at) {
  const from = at.offset + 2;
  at.offset = from + bytes.readUInt16BE(at.offset);
  return bytes.toString('utf8', from, at.offset);
}

function properties(bytes, at) {
  const object = {};
  while (bytes.readUIntBE(at.offset, 3) !== 9) {
    const key = string(bytes, at);
    object[key] = next(bytes, at);
  }
  at.offset += 3;
  return object;
}
