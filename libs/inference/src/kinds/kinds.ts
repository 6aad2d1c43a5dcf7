import { cometapi } from './cometapi.js'
import type { EndpointQuirks } from './endpoint-quirks.js'
import { groq } from './groq.js'
import { lmstudio } from './lmstudio.js'
import { ollama } from './ollama.js'
import { openaiCompatible } from './openai-compatible.js'
import { openrouter } from './openrouter.js'
import { simulator } from './simulator.js'
import { vllm } from './vllm.js'

export const kinds = [
  vllm,
  ollama,
  lmstudio,
  groq,
  openrouter,
  cometapi,
  openaiCompatible,
  simulator,
] as const

export type EndpointKind = (typeof kinds)[number]['kind']

export const endpointKinds: readonly EndpointKind[] = kinds.map((quirks) => quirks.kind)

export const isEndpointKind = (value: unknown): value is EndpointKind =>
  endpointKinds.some((kind) => kind === value)

export function quirksOf(kind: EndpointKind): EndpointQuirks {
  const quirks: EndpointQuirks | undefined = kinds.find((one) => one.kind === kind)
  if (!quirks) throw new TypeError(`expected a known endpoint kind, saw ${kind}`)
  return quirks
}
