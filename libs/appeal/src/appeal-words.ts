import { isStorableText } from '@assize/kernel'
import { appealLimits } from './appeal.js'
import { AppealError } from './appeal-error.js'

/** The statement as it was written. Throws `STATEMENT_INVALID`. */
export function parseStatement(text: string): string {
  const fault = faultOf(text, appealLimits.statementCharacters)
  if (fault === null) return text
  throw new AppealError('STATEMENT_INVALID', `expected a statement of ${fault}`, {
    characters: text.length,
  })
}

/** The reasons the person affected is owed. Throws `REASONS_INVALID`. */
export function parseReasons(text: string): string {
  const fault = faultOf(text, appealLimits.reasonsCharacters)
  if (fault === null) return text
  throw new AppealError('REASONS_INVALID', `expected reasons of ${fault}`, {
    characters: text.length,
  })
}

function faultOf(text: string, most: number): string | null {
  if (text.trim() === '' || text.length > most)
    return `1 to ${most.toLocaleString('en')} characters, saw ${text.trim() === '' ? 'none' : text.length}`
  return isStorableText(text) ? null : 'well-formed Unicode without NUL'
}
