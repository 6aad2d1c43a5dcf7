/** One of several policies that stand in one text, with the place of its heading and all that follows. */
export interface SuppliedPolicy {
  readonly title: string
  /** Where the heading ends, which may take two lines. */
  readonly titleEnd: number
  readonly start: number
  readonly end: number
}

const heading =
  /^[^\S\n]*(?:[#=*<-]+[^\S\n]*)?(?:policy[^\S\n]+(?:no\.?[^\S\n]*|#)?(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b[^\n]{0,80}|policy[^\S\n]*:[^\S\n]*[^\n]{3,80}|(?:\p{Lu}[\p{L}&/-]*[^\S\n]+){1,6}policy(?:[^\S\n]*\([^)\n]{1,20}\))?)[^\S\n]*[*=>#:]*[^\S\n]*$/gimu
/** Less is no policy but a line in one that looks like a heading. */
const shortest = 250
const most = 20

/** `VIOLATES POLICY (Label: 1)` heads a list of rules. */
const ofRules = /\b(?:violat\w*|breach\w*|break\w*|against|within|compl\w+ with|not)\b/i

/** Nothing where the text is one policy. */
export function listSuppliedPolicies(policyText: string): readonly SuppliedPolicy[] {
  const heads = [...policyText.matchAll(heading)].filter(([head]) => !ofRules.test(head))
  const policies: SuppliedPolicy[] = []
  for (const [i, head] of heads.entries()) {
    const end = heads[i + 1]?.index ?? policyText.length
    const title = head[0].replace(/^[\s#=*<-]+|[\s#=*>:]+$/g, '')
    const titleEnd = head.index + head[0].trimEnd().length
    const last = policies.at(-1)
    // A heading right under another is its title: `POLICY B`, `Ticket resale policy`.
    if (last && last.end - last.start < shortest) {
      policies[policies.length - 1] = {
        title: `${last.title} ${title}`,
        titleEnd,
        start: last.start,
        end,
      }
    } else policies.push({ title, titleEnd, start: head.index, end })
  }
  const whole = policies.filter(({ start, end }) => end - start >= shortest)
  return whole.length > 1 ? whole.slice(0, most) : []
}
