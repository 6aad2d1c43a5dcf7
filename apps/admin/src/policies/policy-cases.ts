export interface PolicyCase {
  readonly line: number
  readonly content: string
  readonly label: string
  readonly rules: readonly string[]
  readonly note: string
  /** Of a counterfactual case: its pair, and its value of what is swapped. */
  readonly pair?: string
  readonly swap?: string
}

interface Wire {
  content?: string | { messages?: { role?: string; content?: string }[] }
  label?: string
  rules?: string[]
  note?: string
  pair?: string
  swap?: string
}

const wordsOf = (content: Wire['content']) =>
  typeof content === 'string'
    ? content
    : (content?.messages ?? []).map(({ role, content: text }) => `${role}: ${text}`).join('\n')

/** The test cases of a policy, one a line; a line that is no JSON is shown as it stands. */
export function parseCases(jsonl: string): PolicyCase[] {
  return jsonl.split('\n').flatMap((text, i) => {
    if (!text.trim()) return []
    const line = i + 1
    try {
      const { content, label = '', rules = [], note = '', pair, swap } = JSON.parse(text) as Wire
      const pairing = pair === undefined || swap === undefined ? {} : { pair, swap }
      return [{ line, content: wordsOf(content), label, rules, note, ...pairing }]
    } catch {
      return [{ line, content: text, label: '', rules: [], note: `line ${line} is not JSON` }]
    }
  })
}
