import type { AuditSnapshots } from '@assize/identity/nest'
import { policyRepository } from '../index.js'

/** What the audit trail takes for the state of policies, of branches and of what happens on them. */
export function registerSnapshots(snapshots: AuditSnapshots): void {
  snapshots.register('policy', {
    sql: `SELECT head.policy AS id, jsonb_build_object('head', head.commit, 'in_force', (
        SELECT to_jsonb(p) - 'note' FROM record_publication p
        WHERE p.policy = head.policy ORDER BY p.published_at DESC, p.id DESC LIMIT 1)) AS state
      FROM (SELECT DISTINCT ON (policy) policy, commit FROM record_policy_version
            WHERE policy = ANY($1::text[]) ORDER BY policy, sequence DESC) head`,
    uuids: false,
  })
  snapshots.register('policy-change', {
    sql: `SELECT c.id::text AS id, to_jsonb(c) - 'title' - 'description' || jsonb_build_object('events', (
        SELECT jsonb_agg(to_jsonb(e) - 'words' ORDER BY e.id) FROM record_change_event e
        WHERE e.change_id = c.id)) AS state
      FROM record_change c WHERE c.id = ANY($1::uuid[])`,
    uuids: true,
  })
  snapshots.register('branch', {
    sql: `SELECT substr(name, 12) AS id, jsonb_build_object('head', encode(oid, 'hex')) AS state
      FROM git_ref WHERE repo = '${policyRepository}' AND name LIKE 'refs/heads/%'
        AND substr(name, 12) = ANY($1::text[])`,
    uuids: false,
  })
  snapshots.register('branch-rule', {
    sql: `SELECT id::text AS id, to_jsonb(r) - 'reason' AS state
      FROM record_branch_rule r WHERE id = ANY($1::uuid[])`,
    uuids: true,
  })
  snapshots.register('publication', {
    sql: `SELECT p.id::text AS id, to_jsonb(p) - 'note' || jsonb_build_object('approved', (
        SELECT to_jsonb(a) - 'note' FROM record_rollback_approval a WHERE a.publication_id = p.id)) AS state
      FROM record_publication p WHERE p.id = ANY($1::uuid[])`,
    uuids: true,
  })
  snapshots.register('ruling', {
    sql: `SELECT q.id::text AS id, to_jsonb(q) || jsonb_build_object('rulings', (
        SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM record_ruling r WHERE r.question_id = q.id)) AS state
      FROM record_ruling_question q WHERE q.id = ANY($1::uuid[])`,
    uuids: true,
  })
  snapshots.table('example-offer', { table: 'record_example_offer' })
  snapshots.table('example', { table: 'record_example' })
}
