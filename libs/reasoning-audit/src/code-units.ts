const roomFor = (length: number) => {
  const units = new Uint16Array(length)
  return { units, bytes: Buffer.from(units.buffer) }
}
const shared = roomFor(65_536)

/**
 * The code units of a text and a blank behind them: a walk over them takes a third of what asking the text for each
 * takes. They hold until the next text is asked for, but for those of a long text.
 */
export function unitsOf(text: string): Uint16Array {
  const { units, bytes } = text.length < shared.units.length ? shared : roomFor(text.length + 1)
  bytes.write(text, 'utf16le')
  units[text.length] = blank
  return units
}

const blank = 32
