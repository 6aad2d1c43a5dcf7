import { sha256Hex } from '@assize/kernel'
import type { Endpoint } from './endpoint.js'
import { InferenceError } from './inference-error.js'
import { endpointKinds, isEndpointKind, quirksOf } from './kinds/kinds.js'

const known = [
  'name',
  'kind',
  'baseUrl',
  'model',
  'apiKeyEnv',
  'maxInFlight',
  'onPremises',
  'revision',
  'quantization',
  'simulated',
]
const defaultMaxInFlight = 16

/** Reads the setting ASSIZE_ENDPOINTS: a JSON array of endpoints. Nothing is half taken over. */
export function parseEndpoints(json: string): readonly Endpoint[] {
  const entries = readArray(json)
  const endpoints = entries.map((entry, index) =>
    parseEndpoint(entry, `ASSIZE_ENDPOINTS[${index}]`),
  )
  const names = endpoints.map((endpoint) => endpoint.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new InferenceError(
      'ENDPOINT_NAME_TAKEN',
      `expected each endpoint to have its own name, saw "${twice}" twice`,
      { name: twice },
    )
  return endpoints
}

/** Reads one endpoint; `where` names its place in messages. */
export function parseEndpoint(entry: unknown, where = 'endpoint'): Endpoint {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw refusal(where, 'an object', entry)
  const fields = entry as Readonly<Record<string, unknown>>
  const stranger = Object.keys(fields).find((field) => !known.includes(field))
  if (stranger !== undefined)
    throw refusal(where, `one of the fields ${known.join(', ')}`, stranger)
  const kind = fields['kind'] ?? 'openai-compatible'
  if (!isEndpointKind(kind))
    throw refusal(`${where}.kind`, `one of ${endpointKinds.join(', ')}`, kind)
  const quirks = quirksOf(kind)
  const name = text(fields, 'name', where, 80)
  const apiKeyEnv = optionalText(fields, 'apiKeyEnv', where)
  if (apiKeyEnv !== null && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(apiKeyEnv))
    throw new InferenceError(
      'ENDPOINT_INVALID',
      `${where}.apiKeyEnv: expected the name of an environment variable, saw something else (put the key into the variable, not here)`,
      { where: `${where}.apiKeyEnv` },
    )
  if (quirks.keyRequired && apiKeyEnv === null)
    throw refusal(
      `${where}.apiKeyEnv`,
      `a variable that holds the key, as ${quirks.title} needs one`,
    )
  return {
    id: idOfName(name),
    name,
    kind,
    baseUrl: baseUrl(text(fields, 'baseUrl', where, 500), `${where}.baseUrl`),
    model: text(fields, 'model', where, 200),
    apiKeyEnv,
    maxInFlight: wholeNumber(fields['maxInFlight'], `${where}.maxInFlight`),
    onPremises: flag(fields['onPremises'], `${where}.onPremises`, quirks.onPremises),
    revision: optionalText(fields, 'revision', where),
    quantization: optionalText(fields, 'quantization', where),
    state: 'active',
    origin: 'settings',
    simulated: flag(fields['simulated'], `${where}.simulated`, false) || quirks.simulated,
  }
}

/** A UUID (version 8) of the name, so that every process that reads the setting means the same endpoint. */
function idOfName(name: string): string {
  const hex = sha256Hex(`endpoint/${name}`)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

function readArray(json: string): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new InferenceError(
      'ENDPOINTS_UNREADABLE',
      'ASSIZE_ENDPOINTS: expected a JSON array of endpoints, saw text that is not JSON',
      { length: json.length },
      { cause },
    )
  }
  if (Array.isArray(value)) return value
  throw new InferenceError(
    'ENDPOINTS_UNREADABLE',
    `ASSIZE_ENDPOINTS: expected a JSON array of endpoints, saw ${nameOf(value)}`,
  )
}

function baseUrl(value: string, where: string): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw refusal(where, 'an http or https address such as http://127.0.0.1:8000/v1', value)
  if (url.username || url.password)
    throw refusal(where, 'an address without user and password; use apiKeyEnv')
  return value.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
}

function text(
  fields: Readonly<Record<string, unknown>>,
  field: string,
  where: string,
  max: number,
) {
  const value = fields[field]
  if (typeof value === 'string' && value.trim() !== '' && value.length <= max) return value.trim()
  throw refusal(`${where}.${field}`, `text of 1 to ${max} characters`, value)
}

function optionalText(fields: Readonly<Record<string, unknown>>, field: string, where: string) {
  const value = fields[field]
  return value === undefined || value === null ? null : text(fields, field, where, 200)
}

function wholeNumber(value: unknown, where: string): number {
  if (value === undefined || value === null) return defaultMaxInFlight
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 4096)
    return value
  throw refusal(where, 'a whole number from 1 to 4096', value)
}

function flag(value: unknown, where: string, otherwise: boolean): boolean {
  if (value === undefined || value === null) return otherwise
  if (typeof value === 'boolean') return value
  throw refusal(where, 'true or false', value)
}

function refusal(where: string, expected: string, saw?: unknown): InferenceError {
  const seen = saw === undefined ? 'none' : nameOf(saw)
  return new InferenceError('ENDPOINT_INVALID', `${where}: expected ${expected}, saw ${seen}`, {
    where,
    expected,
  })
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  return JSON.stringify(value)?.slice(0, 80) ?? typeof value
}
