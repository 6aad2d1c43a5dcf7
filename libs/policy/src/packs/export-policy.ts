import { PolicyError } from '../policy-error.js'
import type { Effort } from '../policy-manifest.js'

export const exportFormats = ['lmstudio-preset', 'ollama-modelfile', 'curl'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportedPolicy {
  readonly name: string
  readonly title: string
  /** `v2`, or the start of a commit. */
  readonly version: string
  /** The system message, byte for byte. */
  readonly text: string
  readonly effort: Effort
}

const models: Readonly<Record<ExportFormat, string>> = {
  'lmstudio-preset': 'openai/gpt-oss-safeguard-20b',
  'ollama-modelfile': 'gpt-oss-safeguard:20b',
  curl: 'openai/gpt-oss-safeguard-20b',
}

/** The policy for a tool of somebody else's. Throws `EXPORT_REFUSED` where the format cannot hold the text as it is. */
export function exportPolicy(policy: ExportedPolicy, format: ExportFormat, model?: string): string {
  return writers[format](policy, model ?? models[format])
}

type Writer = (policy: ExportedPolicy, model: string) => string

/** A preset file of LM Studio: `<name>.preset.json`. Its own defaults for sampling are none for judging. */
const lmStudioPreset: Writer = ({ name, title, version, text }) => {
  const fields = [
    { key: 'llm.prediction.systemPrompt', value: text },
    { key: 'llm.prediction.temperature', value: 0 },
    { key: 'llm.prediction.topPSampling', value: { checked: true, value: 1 } },
    { key: 'llm.prediction.repeatPenalty', value: { checked: false, value: 1 } },
  ]
  const preset = {
    ...{ identifier: `@local:${name}-${version}`, name: `${title} ${version}`, changed: false },
    ...{ operation: { fields }, load: { fields: [] } },
  }
  return `${JSON.stringify(preset, null, 2)}\n`
}

const ollamaModelfile: Writer = ({ title, version, text }, model) => {
  if (text.includes('"""') || text.endsWith('"'))
    throw new PolicyError(
      'EXPORT_REFUSED',
      'a Modelfile cannot hold a text with three quotation marks in a row or one at its end',
    )
  return [
    `# ${oneLine(title)}, ${version}`,
    `FROM ${model}`,
    'PARAMETER temperature 0',
    `SYSTEM """${text}"""`,
    '',
  ].join('\n')
}

/** A shell script for any server with chat completions. The text stands in JSON, so no shell reads it. */
const curl: Writer = ({ title, version, text, effort }, model) => {
  const messages = [
    { role: 'system', content: text },
    { role: 'user', content: 'PUT THE CONTENT HERE' },
  ]
  const body = { model, messages, temperature: 0, reasoning_effort: effort }
  return [
    '#!/bin/sh',
    `# ${oneLine(title)}, ${version}. BASE_URL is where the server's API begins, API_KEY its key if it asks for one.`,
    'curl --fail-with-body "${BASE_URL:-http://127.0.0.1:8000/v1}/chat/completions" \\',
    '  --header "Content-Type: application/json" \\',
    '  --header "Authorization: Bearer ${API_KEY:-none}" \\',
    "  --data-binary @- <<'END_OF_REQUEST'",
    JSON.stringify(body, null, 2),
    'END_OF_REQUEST',
    '',
  ].join('\n')
}

const writers: Readonly<Record<ExportFormat, Writer>> = {
  'lmstudio-preset': lmStudioPreset,
  'ollama-modelfile': ollamaModelfile,
  curl,
}

const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
