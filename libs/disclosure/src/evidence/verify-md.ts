/** What a package says of how to check it; the same in every package. */
export const verifyMd = `# How to check this package without us

You need Node.js 18 or later, this folder unpacked, and the log's public key. Nothing here needs a network.

    node data/verify.mjs . --key 'THE LOG'S KEY'

\`assize evidence verify PACKAGE.zip --key 'THE LOG'S KEY'\` checks the same and more: also the manifests and test cases
of the policies, that an older checkpoint is the beginning of the newer one, and what data/package.json says of the package.
Like the key, the verifier is worth as much as the place you have it from: a forged package would bring its own. Where
that matters, take \`verify.mjs\` and the folder \`verify\` from an earlier package or from Assize itself.

## The key

Take the key from somewhere you trust: from the page \`/log/vkey\` as you saw it earlier, from a witness, from an earlier
package, from paper. \`data/keys.json\` names the keys the log says it has; a forged package would name its own, so they
prove nothing by themselves.

## What is in here

| file | what it is |
| --- | --- |
| bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt | BagIt 1.0 (RFC 8493): the digest of every file. \`Bagging-Date\` is the day of the checkpoint. |
| data/package.json | scope, counts, what is left out and why; who asked, when and what for |
| data/verdicts.jsonl, contents, attempts, findings, actions, reviews, appeals, audit-events | the rows of the record, one a line, with the place of each in the log |
| data/erasures.jsonl | the log's own entries of words that are gone: which erasure, and of which content item |
| data/policies/COMMIT/ | the policy text that applied, its manifest and test cases, who wrote and who published it |
| data/traces/VERDICT.json | what the model said, word for word; only where the requester may read it |
| data/dossiers/VERDICT.html | all of it about one verdict, to read and to print |
| data/proofs/NAME.record.json | one row of the record with what its log entry was made of |
| data/proofs/NAME.tlog-proof | the proof that this entry is in the log (C2SP tlog-proof) |
| data/checkpoints.jsonl, data/keys.json | signed states of the log, and its public keys |
| data/verify.mjs, data/verify/ | a verifier without dependencies |

## What is checked

1. Every file is there with its digest, and none besides.
2. Of every record: its log entry follows from the row and the salt (the entry commits to the row); the words, where they
   are given, follow from the row's own commitment.
3. Of every entry: the proof leads from its hash to the root of the checkpoint (RFC 6962), and the checkpoint is signed
   by the log's key, and by witnesses where you name them.
4. Every line of a listing says what the proven record says, and every record has its proof.
5. The policy text has the git object name and the digest its version was recorded with. \`assize evidence verify\` also
   holds author, message, time and publications in commit.json against the proven version.
6. Words that are called erased were: a proven \`erased-item\` names the content item that the record belongs to, and its
   \`erasure\` is proven too. A package that only says so is refused. Where words went after the checkpoint, a later one,
   also in data/checkpoints.jsonl, proves it.
7. A verdict whose words are here has its trace here. A link in place of a file is refused.

## What it proves, and what not

The records were in the log when it signed the checkpoint, and have not been changed since; so were the words, where
they are given, and the policy texts. The dossiers, the names of people and data/package.json retell this for reading and
are proven by nothing: what counts is the rows they tell of. It does not prove that a judgement was right, nor that the
package holds every verdict of its scope: whoever made it could have left some out. That shows only to who holds the
whole log against the whole record, and against the listing that packages are gathered by (\`assize log verify\`). It does
not prove that the log shows everybody the same list: for that compare the checkpoint with one from elsewhere, or ask for
the signatures of witnesses (\`--witness\`).
What is not in the package is listed in data/package.json under \`redactions\`: \`permission\` (the requester may not see
it), \`not-asked\` (they might, and did not ask for it), \`erased\` (the words are gone, and the log says so; the record and
its proof stay) or \`unaccounted\` (they are gone, and no erasure on record says why: no verifier accepts that). What is
withheld for the first two reasons is taken on the word of whoever made the package. What was entered after the checkpoint is not part
of the package.

## Doing it by hand

The hash of an entry is SHA-256 of a zero byte and the text of \`entry\` in the record file. The entry's \`commit\` is
SHA-256 of \`policy-verdict-payload/v1\`, a line feed, the 32 bytes of \`salt\`, and the canonical JSON (RFC 8785) of
\`row\` without its nulls. The row's \`commitment\` binds \`words\` in the same way under the salt of the words.
`
