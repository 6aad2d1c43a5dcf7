/** How a policy's text is laid out. `sections`: Instructions, Definitions, Criteria, Examples; `sides`: VIOLATES (1), DOES NOT (0). */
export const packShapes = ['sections', 'sides', 'other'] as const
export type PackShape = (typeof packShapes)[number]

const headingOf = (words: string): RegExp =>
  new RegExp(`^[ \\t]*(?:#{1,6}[ \\t]*|\\*\\*|\\d{1,2}[.)][ \\t]*)?(?:${words})\\b`, 'im')

const sections = ['instructions?', 'definitions?', 'criteria|violates|categories', 'examples?'].map(
  headingOf,
)
const violates = /^[^\n]{0,40}\bviolat\w+\s*[([]\s*1\s*[)\]]/im
const doesNot =
  /^[^\n]{0,40}\b(?:does not|do not|not|safe|non-?violat\w+)\b[^\n]{0,40}[([]\s*0\s*[)\]]/im

/** Which of the two common shapes a text has, as far as its headings tell. */
export function shapeOf(text: string): PackShape {
  if (violates.test(text) && doesNot.test(text)) return 'sides'
  return sections.filter((heading) => heading.test(text)).length >= 3 ? 'sections' : 'other'
}
