import { roles, type Role } from './role.js'

export type Grant = 'all' | 'own' | 'none'

/**
 * Who may do what: one row a permission, one column a role, in the order admin, policy-author, policy-approver,
 * reviewer, senior-reviewer, appeals-specialist, auditor, data-steward, service. `✓` allows, `o` allows what is one's
 * own or assigned, `–` denies. The add-on `child-safety` has no column: it grants nothing by itself.
 */
const table = {
  'policy:read': '✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'policy:draft': '– ✓ – – – – – – –',
  'policy:submit': '– ✓ – – – – – – –',
  'policy:approve': '– – ✓ – – – – – –',
  'policy:activate': '– – ✓ – – – – – –',
  'policy:rollback': '– – ✓ – – – – – –',
  'verdict:ingest': '– – – – – – – – ✓',
  'verdict:read': '✓ ✓ ✓ o ✓ o ✓ ✓ o',
  'metrics:read': '✓ ✓ ✓ o ✓ o ✓ ✓ o',
  'trace:read': '– ✓ ✓ o ✓ o ✓ – –',
  'content:view': '– o o o ✓ o ✓ o –',
  'review:claim': '– – – ✓ ✓ – – – –',
  'review:submit': '– – – ✓ ✓ – – – –',
  'review:adjudicate': '– – – – ✓ – – – –',
  'qa:score': '– – – – ✓ – – – –',
  'appeal:decide': '– – – – – ✓ – – –',
  'sor:submit': '– – – – ✓ ✓ – – ✓',
  'log:read': '✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'audit:read': '– – – – – – ✓ – –',
  'evidence:export': '– – – – – – ✓ – –',
  'dataset:curate': '– – – – – – – ✓ –',
  'dataset:export': '– – – – – – – ✓ –',
  'dataset:approve': '– – – – – – – ✓ –',
  'hold:place': '– – – – – – – ✓ –',
  'hold:release': '– – – – – – – ✓ –',
  'erasure:execute': '– – – – – – – ✓ –',
  'user:manage': '✓ – – – – – – – –',
  'role:manage': '✓ – – – – – – – –',
  'webhook:manage': '✓ – – – – – – – –',
  'retention:manage': '✓ – – – – – – – –',
  'endpoint:manage': '✓ – – – – – – – –',
  'service-key:manage': '✓ – – – – – – – –',
  'key:manage': 'o o o o o o o o –',
  'settings:manage': 'o o o o o o o o –',
  'import:run': '– – – – – – – ✓ ✓',
  'playground:run': '– ✓ ✓ – – – – ✓ –',
  'evaluation:run': '– ✓ ✓ – – – – ✓ –',
  'triage:publish': '– – ✓ – – – – – –',
  'case:read': '– – – o ✓ o ✓ – –',
  'queue:manage': '– – – – ✓ – – – –',
  'finding:judge': '– ✓ – ✓ ✓ ✓ – – –',
  'finding:manage': '✓ ✓ – – ✓ – – – –',
  'risk:refit': '✓ – – – – – – ✓ –',
  'appeal:lodge': '– – – – – ✓ – – ✓',
} as const

export type Permission = keyof typeof table

export const permissions = Object.keys(table) as readonly Permission[]

export const isPermission = (value: string): value is Permission => Object.hasOwn(table, value)

/** What one role grants. Anything the table does not say is denied. */
export function grantOfRole(role: Role, permission: Permission): Grant {
  if (!isPermission(permission)) return 'none'
  const cell = table[permission].split(' ')[roles.indexOf(role)]
  return cell === '✓' ? 'all' : cell === 'o' ? 'own' : 'none'
}
