import { listCodeMentions, outcomeOfRule, type Outcome, type OutputContract } from '@assize/policy'

const pair =
  /\bD-([A-Z]{1,8}[-.]?\d{1,3}(?:\.\w{1,3}){0,8})\s*[,;/ ]\s*(?:and\s+|with\s+)?R-([A-Z]{1,8}[-.]?\d{1,3}(?:\.\w{1,3}){0,8})/
const supposed = /\b(?:if|unless|might|maybe|perhaps|possibly|could|either|e\.g|example|such as)\b/i

/** The outcome that a sentence states in the very form of the contract: a key with its value, or a pair of codes. */
export function readStatedValue(text: string, contract: OutputContract): Outcome | undefined {
  if (contract.kind === 'dual-codes') return readPair(text, contract)
  if (!('labelKey' in contract)) return undefined
  const at = text.toLowerCase().lastIndexOf(contract.labelKey.toLowerCase())
  if (at < 0 || supposed.test(text)) return undefined
  const behind = text.slice(at + contract.labelKey.length)
  const value =
    /^["'”’*`]*\s*(?:[:=]|is|to)\s*["'“‘*`]*([\w-]+)/i.exec(behind)?.[1] ??
    /^["'”’*`]*\s+(true|false|[01])(?=["'”’*`]*(?:[\s.,;)]*$|[.,;)]))/i.exec(behind)?.[1]
  if (
    value === undefined ||
    /^["'”’*`]*\s*(?:[:=]|is|to)\s*["'“‘*`]*[\w-]+["'”’*`]*\s*(?:or\b|\||\/|if\b|when\b)/i.test(
      text.slice(at + contract.labelKey.length),
    )
  )
    return undefined
  const word = value.toLowerCase()
  const digit = /^(?:true|yes)$/.test(word) ? '1' : /^(?:false|no)$/.test(word) ? '0' : word
  return (
    contract.labels.find(({ label }) => label.toLowerCase() === word) ??
    contract.labels.find(({ label }) => label === digit)
  )?.outcome
}

function readPair(text: string, contract: OutputContract): Outcome | undefined {
  const found = pair.exec(text)
  if (!found || supposed.test(text) || listCodeMentions(text).length > 2) return undefined
  const implied = [found[1], found[2]].map((code) => outcomeOfRule(contract, code ?? ''))
  if (implied.includes('violates')) return 'violates'
  return implied.every((each) => each === 'allowed') ? 'allowed' : undefined
}
