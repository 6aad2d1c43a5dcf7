import type { KeyName } from '../keys/keymap.js'
import type { IconName } from '../parts/Icon.js'

export interface Place {
  readonly to: string
  readonly title: string
  readonly icon: IconName
  /** Daily work, policies and data, the record, the installation. */
  readonly group: 1 | 2 | 3 | 4
  readonly key?: KeyName
  /** Shown to those who hold one of these; everybody when empty. */
  readonly needs: readonly string[]
}

/** The rooms of the admin, once: the menu and go-to-anything read this. */
export const places: readonly Place[] = [
  { to: '/', title: 'Front page', icon: 'home', group: 1, key: 'goHome', needs: [] },
  {
    to: '/verdicts',
    title: 'Verdicts',
    icon: 'scale',
    group: 1,
    key: 'goVerdicts',
    needs: ['verdict:read'],
  },
  {
    to: '/queues',
    title: 'Workbench',
    icon: 'bench',
    group: 1,
    key: 'goQueues',
    needs: ['case:read', 'review:claim'],
  },
  {
    to: '/appeals',
    title: 'Appeals',
    icon: 'appeal',
    group: 1,
    key: 'goAppeals',
    needs: ['case:read', 'appeal:decide', 'appeal:lodge'],
  },
  {
    to: '/policies',
    title: 'Policies',
    icon: 'policy',
    group: 2,
    key: 'goPolicies',
    needs: ['policy:read'],
  },
  {
    to: '/changes',
    title: 'Changes',
    icon: 'change',
    group: 2,
    key: 'goChanges',
    needs: ['policy:read'],
  },
  {
    to: '/questions',
    title: 'Questions',
    icon: 'ask',
    group: 2,
    needs: ['policy:draft', 'policy:approve', 'review:submit'],
  },
  {
    to: '/detectors',
    title: 'Detectors',
    icon: 'alert',
    group: 2,
    needs: ['policy:read'],
  },
  { to: '/risk', title: 'Risk', icon: 'scale', group: 2, needs: ['metrics:read'] },
  {
    to: '/datasets',
    title: 'Data sets',
    icon: 'data',
    group: 2,
    needs: ['dataset:curate', 'dataset:export', 'audit:read'],
  },
  {
    to: '/reasoning',
    title: 'Reasoning',
    icon: 'search',
    group: 2,
    needs: ['finding:manage', 'policy:approve', 'audit:read', 'dataset:curate'],
  },
  { to: '/import', title: 'Import', icon: 'up', group: 2, needs: ['import:run'] },
  {
    to: '/answer',
    title: 'Answer a question',
    icon: 'search',
    group: 3,
    needs: ['verdict:read'],
  },
  { to: '/trail', title: 'Audit trail', icon: 'eye', group: 3, needs: ['audit:read'] },
  {
    to: '/exports',
    title: 'Exports',
    icon: 'down',
    group: 3,
    needs: ['evidence:export', 'dataset:export', 'audit:read'],
  },
  {
    to: '/samples',
    title: 'Samples',
    icon: 'check',
    group: 3,
    needs: ['evidence:export', 'audit:read'],
  },
  { to: '/checkpoints', title: 'Log', icon: 'key', group: 3, needs: ['log:read'] },
  {
    to: '/custody',
    title: 'Custody',
    icon: 'hold',
    group: 3,
    needs: ['erasure:execute', 'hold:place', 'retention:manage', 'audit:read'],
  },
  { to: '/cluster', title: 'Cluster', icon: 'cluster', group: 4, needs: [] },
  { to: '/people', title: 'People and keys', icon: 'people', group: 4, needs: [] },
]

/** Pages that need the width fold the menu to a rail. */
export const needsWidth = (path: string) => /^\/(verdicts|workbench|queues\/|appeals\/.)/.test(path)

export const isAt = (path: string, to: string) =>
  to === '/'
    ? path === '/'
    : path.startsWith(to) || (to === '/queues' && path.startsWith('/workbench'))
