/** Folds case, apostrophes and the commonest English endings, so that `promotes` meets `promoting`. */
export function stem(raw: string): string {
  const lower = raw.toLowerCase().replace(/['’](?:s|re|ve|ll|d|m)?/g, '')
  if (lower.length < 5) return lower
  return lower.replace(/(?:ies|ing|ed|es|s|ly|e|y)$/, '')
}

const grammar =
  'a an the of to in on at by for from with without and or but not no nor as is are was were be been being it its this that these those there their they them he she his her you your we our us i me my do does did has have had can could may might will would should must shall if then than so such any all some each which who whom what when where how into onto over under up out about also only just very more most other like etc e g'

export const isGrammarWord: (stemmed: string) => boolean = ((words: ReadonlySet<string>) => {
  return (stemmed: string) => words.has(stemmed)
})(new Set(grammar.split(' ').map(stem)))
