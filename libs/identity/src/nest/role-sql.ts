/** The roles of the subject in `column`, as text[]: of every role the newest grant, if it gave rather than took. */
export const rolesHeldBy = (column: string): string => `coalesce((
  SELECT array_agg(newest.role ORDER BY newest.role) FROM (
    SELECT DISTINCT ON (role) role, granted FROM record_role_grant
    WHERE subject_id = ${column} ORDER BY role, id DESC
  ) newest WHERE newest.granted), '{}'::text[])`
