import { readdirSync, readFileSync } from 'node:fs'

/** Fixtures for the tests of this simulator. */
export const wordPolicy = `# Market notices

## Instructions
Decide whether a notice is spam. Answer with exactly one word: VALID, INVALID or ESCALATE.

## Violates (INVALID)
- MN-1.1 Bulk promotion: cheap goods pushed on people who did not ask, with a link
- MN-1.2 Lure: prizes and guaranteed money for those who act today

## Escalate (ESCALATE)
- MN-9.1 Unclear object: an offer whose object cannot be told from the words

## Safe (VALID)
- MN-0.1 Question: asking neighbours for advice or help
- MN-0.2 Offer: one honest offer of a used thing

## Examples
- Item: "Cheap pills, ten for five, link in profile"
  Answer: INVALID
  Why: MN-1.1, pushed with a link.
- Item: "Does anybody know a good plumber near the station?"
  Answer: VALID
  Why: MN-0.1, asks for advice.
`

export const jsonPolicy = `# Insults

## Instructions
Answer with one JSON object: {"violation": 0 or 1, "policy_category": code or null, "rule_ids": [codes], "confidence": "low", "medium" or "high", "rationale": one sentence}

## Violates (1)
- IN-1.1 Degrading: cheap words that deny a person's worth
- IN-1.2 Threat: saying that a person will be hurt, or buy trouble today

## Safe (0)
- IN-0.1 Criticism: angry remarks about work or service

## Examples
- Item: "You worthless fool, cheap pills for you"
  Answer: {"violation": 1, "policy_category": "IN-1.1"}
- Item: "The service was slow and the soup cold."
  Answer: {"violation": 0, "policy_category": null}
`

/** The policies the product ships, by name. */
export const shippedPolicies: ReadonlyMap<string, string> = readShipped(
  new URL('../../../../policies/', import.meta.url),
)

function readShipped(folder: URL): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => [
        entry.name,
        readFileSync(new URL(`${entry.name}/policy.md`, folder), 'utf8'),
      ]),
  )
}
