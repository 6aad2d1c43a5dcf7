#!/usr/bin/env node
/**
 * Verifies Assize evidence without Assize: this file and the folder `verify` beside it, no dependencies, Node 18 or
 * later, no network.
 *
 *   node verify.mjs PACKAGE_FOLDER --key VKEY
 *   node verify.mjs RECORD.tlog-proof --key VKEY [--record RECORD.record.json]
 *
 * Written from the specifications (RFC 6962 and 9162, RFC 8493, RFC 8785, C2SP signed-note, tlog-checkpoint,
 * tlog-cosignature, tlog-proof) and not from the product's own code, so that an error in one shows in the other.
 */
import { main } from './verify/main.mjs'

process.exitCode = main(process.argv.slice(2))
