import { PolicyError } from './policy-error.js'

/** Begins the name of every policy that came with imported traces, and of no other. */
export const importedPrefix = 'imported-'

const shape = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** Whether a policy could be called so at all. */
export const isPolicyName = (name: string): boolean => shape.test(name)

/** Throws `NAME_REFUSED` unless the name is a folder's, an address's and a person's to type. */
export function checkPolicyName(name: string): string {
  if (!isPolicyName(name))
    throw new PolicyError(
      'NAME_REFUSED',
      'expected a policy name of 1 to 64 lower-case letters, digits and inner hyphens',
      { characters: name.length },
    )
  return name
}

/** As `checkPolicyName`, for policies written here: they never take a name an import could ask for. */
export function checkOwnPolicyName(name: string): string {
  if (checkPolicyName(name).startsWith(importedPrefix))
    throw new PolicyError(
      'NAME_REFUSED',
      `names that begin with ${importedPrefix} belong to imports`,
      {
        policy: name,
      },
    )
  return name
}

/** The name under which a policy of an imported bundle is kept: `Hate speech` becomes `imported-hate-speech`. */
export function importedPolicyName(externalPolicy: string): string {
  const slug = externalPolicy
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return checkPolicyName(`${importedPrefix}${slug || 'policy'}`.slice(0, 64).replace(/-+$/, ''))
}

/** What screens call it: `hate-speech` becomes `Hate speech (imported)`. */
export function importedPolicyTitle(externalPolicy: string): string {
  const words = externalPolicy.replace(/[-_\s]+/g, ' ').trim() || 'Policy'
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (imported)`
}
