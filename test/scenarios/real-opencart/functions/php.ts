/** Values that PHP's serialize() wrote. */
import { defineFunction } from 'mapwright'

/** A value's JSON, and where in the bytes the next one begins. */
type Read = readonly [json: string, end: number]

export const phpJson = defineFunction({
  name: 'php_json',
  summary: 'JSON of what PHP serialised; an array with the keys 0, 1, 2... is a list.',
  input: 'text',
  output: 'json',
  examples: [
    ['a:2:{i:0;s:1:"5";i:1;s:3:"né";}', '["5","né"]'],
    ['a:1:{s:6:"access";a:1:{i:0;s:9:"a/b;"c":1";}}', '{"access":["a/b;\\"c\\":1"]}'],
    ['a:3:{i:3;b:1;s:1:"x";d:0.5;i:9;N;}', '{"3":true,"x":0.5,"9":null}'],
    ['a:0:{}', '[]'],
  ],
  apply: (serialised) => {
    // Lengths are of bytes.
    const bytes = Buffer.from(serialised, 'utf8')
    const [json, end] = readValue(bytes, 0)
    if (end !== bytes.length) throw new SyntaxError(`the value ends at byte ${end}`)
    return json
  },
})

function readValue(bytes: Buffer, start: number): Read {
  const kind = bytes.toString('latin1', start, start + 2)
  if (kind === 'N;') return ['null', start + 2]
  if (kind === 's:') return readText(bytes, start)
  if (kind === 'a:') return readArray(bytes, start)
  const [word, end] = readUntil(bytes, start + 2, ';')
  if (kind === 'i:' && /^-?\d+$/u.test(word)) return [word, end]
  if (kind === 'b:' && /^[01]$/u.test(word)) return [word === '1' ? 'true' : 'false', end]
  if (kind === 'd:' && Number.isFinite(Number(word))) return [String(Number(word)), end]
  throw new SyntaxError(`there is no value at byte ${start}`)
}

/** `s:3:"abc";` */
function readText(bytes: Buffer, start: number): Read {
  const [length, from] = readUntil(bytes, start + 2, ':"')
  const end = from + Number(length)
  if (bytes.toString('latin1', end, end + 2) !== '";') {
    throw new SyntaxError(`the text at byte ${start} has another length`)
  }
  return [JSON.stringify(bytes.toString('utf8', from, end)), end + 2]
}

/** `a:1:{i:0;b:1;}`: keys and values by turns. */
function readArray(bytes: Buffer, start: number): Read {
  const [count, first] = readUntil(bytes, start + 2, ':{')
  const keys: string[] = []
  const values: string[] = []
  let at = first
  while (keys.length < Number(count)) {
    const [key, afterKey] = readValue(bytes, at)
    const [value, afterValue] = readValue(bytes, afterKey)
    keys.push(key)
    values.push(value)
    at = afterValue
  }
  if (bytes[at] !== 0x7d) throw new SyntaxError(`the array at byte ${start} has another length`)
  if (keys.every((key, index) => key === String(index))) return [`[${values.join(',')}]`, at + 1]
  const entries = keys.map((key, index) => {
    return `${key.startsWith('"') ? key : `"${key}"`}:${values[index] ?? ''}`
  })
  return [`{${entries.join(',')}}`, at + 1]
}

function readUntil(bytes: Buffer, start: number, mark: string): readonly [string, number] {
  const end = bytes.indexOf(mark, start)
  if (end === -1) throw new SyntaxError(`nothing ends what begins at byte ${start}`)
  return [bytes.toString('latin1', start, end), end + mark.length]
}
