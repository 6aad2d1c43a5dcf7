import { Fault } from './faults.mjs'

/** RFC 8785, for what JSON.parse gives. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

export const withoutNulls = (row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

/** Standard base64 in its one form, or null. */
export function bytes(base64, length) {
  const decoded = Buffer.from(base64, 'base64')
  return decoded.toString('base64') === base64 &&
    (length === undefined || decoded.length === length)
    ? decoded
    : null
}

export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function parsed(text, where) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Fault(where, 'this is not JSON')
  }
}
