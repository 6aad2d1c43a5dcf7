import type { Dossier, ProofPart } from './dossier.js'
import { markup, type Html } from './html.js'
import { figure, inWords } from './phrases.js'
import { code, facts, orReason, section } from './section.js'

/** The proof that the record was not made up later, and how anybody checks it without us. */
export function proofSection(dossier: Dossier): Html {
  return section('proof', 'How it is proved', orReason(dossier.proof, proof), places(dossier))
}

const proof = (part: ProofPart): Html =>
  markup`<p>
      Every row of the record becomes an entry of one list that only grows. Each signed
      <em>checkpoint</em> fixes the whole list up to its size with a single number, its root:
      change, drop, add or move one entry before it and the root is another. The proof below leads
      from this verdict’s entry to the root of a checkpoint that was
      signed${hasWitness(part) && ' and that independent witnesses have signed as well'}.
    </p>
    <p>
      <b>It proves</b> that this entry was in the list when the checkpoint was signed, and has not
      been altered since. The entry states the outcome, the policy’s commit and digest, the model
      and whether it was simulated, and holds a sealed commitment to everything else in the row,
      words of people and models included. <b>It does not prove</b> that the verdict is right, nor
      what happened before the entry was made.
    </p>
    ${facts([
      ['Log', code(part.origin)],
      ['Entry', markup`number ${figure(part.index)} of ${figure(part.size)}`],
      ['Hash of the entry (leaf)', code(part.leafHash)],
      ['Root of the checkpoint', code(part.root)],
    ])}
    <h3>The entry</h3>
    <pre>${part.entry}</pre>
    <h3>The checkpoint, with all signatures</h3>
    <pre class="proof">${part.note}</pre>
    <h3>The proof file (.tlog-proof)</h3>
    <pre class="proof">${part.tlogProof}</pre>
    <h3>How to check it without us</h3>
    <ol>
      <li>
        Get the log’s public key from somewhere else than this dossier: a witness, an earlier
        package, a printed page. Here it is said to be
        ${part.verifierKeys.length === 0 ? 'published under /log/vkey' : part.verifierKeys.map((key) => markup`<code>${key}</code> `)}.
      </li>
      <li>The hash of the entry is SHA-256 of a zero byte and the entry’s text above.</li>
      <li>
        Save the proof file, and give it with the entry to any verifier of the C2SP
        <i>tlog-proof</i> format; or ask for the evidence package of this verdict, which brings one,
        and run <code>node verify.mjs</code> in it, or <code>assize evidence verify</code> on it.
        Neither needs a network.
      </li>
    </ol>`

/** A signature under another name than the log's: of its own keys it may sign with several. */
const hasWitness = ({ note, origin }: ProofPart): boolean =>
  [...note.matchAll(/^— (\S+) /gmu)].some(([, name]) => name !== origin)

const places = ({ places: rows }: Dossier): Html =>
  rows.length === 0
    ? markup``
    : markup`<h3>Every record told of here, and its entry</h3>
        <table>
          <thead>
            <tr>
              <th>Record</th>
              <th>Id</th>
              <th class="num">Entry</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ kind, id, part, index }) =>
                markup`<tr>
                  <td>${inWords(kind)}${part > 0 && ` ${part}`}</td>
                  <td>${code(id)}</td>
                  <td class="num">${figure(index)}</td>
                </tr> `,
            )}
          </tbody>
        </table>`
