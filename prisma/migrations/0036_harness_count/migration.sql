-- What imports brought along as labels and expectations was read from all of their verdicts, or from the newest of them,
-- whenever somebody asked.

-- Derived and rebuildable: imported verdicts that say the same, counted as they are recorded; `key` stands for all that
-- they say, which may be longer than an index bears.
CREATE TABLE "harness_count" (
    "key" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_commit" TEXT NOT NULL,
    "import_id" UUID,
    "simulated" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL,
    "label" TEXT,
    "recorded_label" TEXT,
    "expected_label" TEXT,
    "logged_expected" TEXT,
    "verdicts" INTEGER NOT NULL,

    CONSTRAINT "harness_count_pkey" PRIMARY KEY ("key")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "harness_count" TO assize_app;

-- Counts those of the verdicts that were imported, each to be counted once: in the transaction that records it.
CREATE FUNCTION count_harness(counted uuid[]) RETURNS void LANGUAGE sql SET search_path = public AS $$
  INSERT INTO harness_count
  SELECT md5(jsonb_build_array(policy, policy_commit, import_id, simulated, outcome, label, recorded_label, expected_label,
      logged_expected)::text)::uuid,
    policy, policy_commit, import_id, simulated, outcome, label, recorded_label, expected_label, logged_expected, count(*)
  FROM record_verdict WHERE id = ANY(counted) AND source = 'import'
  GROUP BY policy, policy_commit, import_id, simulated, outcome, label, recorded_label, expected_label, logged_expected
  ON CONFLICT (key) DO UPDATE SET verdicts = harness_count.verdicts + excluded.verdicts
$$;
SELECT count_harness(ARRAY(SELECT id FROM "record_verdict" WHERE "source" = 'import'));

-- Nothing else went by it.
DROP INDEX "record_verdict_imported_idx";
