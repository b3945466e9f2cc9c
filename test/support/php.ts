/** Reads what PHP's serialize() wrote, by code that no migration uses. */

/** Arrays whose keys count from 0 are lists, others objects. Only of ASCII texts. */
export function readPhp(text: string): unknown {
  const [value, rest] = read(text)
  if (rest !== '') throw new Error(`more than a value: ${rest}`)
  return value
}

function read(text: string): readonly [unknown, string] {
  const plain = /^(?:N|b:([01])|[id]:([-+.\deE]+));/u.exec(text)
  if (plain !== null) {
    const [whole, truth, number] = plain
    const value = truth !== undefined ? truth === '1' : number !== undefined ? Number(number) : null
    return [value, text.slice(whole.length)]
  }
  const [head, kind, size] = /^([as]):(\d+):/u.exec(text) ?? []
  if (head === undefined) throw new Error(`no value: ${text.slice(0, 40)}`)
  const body = text.slice(head.length + 1)
  if (kind === 's') return [body.slice(0, Number(size)), body.slice(Number(size) + 2)]
  let rest = body
  const entries: (readonly [unknown, unknown])[] = []
  for (let index = 0; index < Number(size); index += 1) {
    const [key, afterKey] = read(rest)
    const [value, afterValue] = read(afterKey)
    entries.push([key, value])
    rest = afterValue
  }
  const isList = entries.every(([key], index) => key === index)
  const value = isList ? entries.map(([, each]) => each) : Object.fromEntries(entries)
  return [value, rest.slice(1)]
}
